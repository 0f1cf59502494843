variable "documents" {
  type = list(string)
}

data "aws_iam_policy_document" "joined" {
  source_policy_documents = var.documents
}

resource "aws_iam_policy" "unknown_joined" {
  name   = "joined"
  policy = data.aws_iam_policy_document.joined.json
}
