# Neither is told to be one's own: the user by its id, and an account that nobody states.
resource "aws_iam_role" "unknown_both" {
  name = "both"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = ["arn:aws:iam::999900001111:user/admin", "AIDAEXAMPLEDELETED123"] }
    }]
  })
}
