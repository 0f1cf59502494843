resource "aws_accessanalyzer_analyzer" "pass_new" {
  provider      = aws.ireland
  analyzer_name = "new"
}

# An analyzer of unused access sees nothing of outsiders.
resource "aws_accessanalyzer_analyzer" "pass_unused" {
  analyzer_name = "unused"
  type          = "ACCOUNT_UNUSED_ACCESS"
}

# Its type can't change: it is replaced by one that sees less.
resource "aws_accessanalyzer_analyzer" "deny_introduced_narrower" {
  provider      = aws.frankfurt
  analyzer_name = "frankfurt"
}

provider "aws" {}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

provider "aws" {
  alias  = "frankfurt"
  region = "eu-central-1"
}
