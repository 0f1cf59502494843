resource "aws_kms_key" "changed" {
  description         = "calm"
  enable_key_rotation = true
}

resource "aws_kms_key" "gone" {
  description = "::error::resolved\n::add-mask::resolved"
}

resource "aws_kms_key" "stays" {
  description = "3 failures and failures\": [ \u001b[31m @octocat #1 ```"
}
