# Deleted: nobody looks for what is shared with outsiders any more.
resource "aws_accessanalyzer_analyzer" "deny_introduced_deleted" {
  analyzer_name = "outside"
}

# Another of the same kind takes its place in one region below.
resource "aws_accessanalyzer_analyzer" "pass_renamed" {
  provider      = aws.ireland
  analyzer_name = "old"
}

provider "aws" {}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

# Of the whole organization before, of one account after.
resource "aws_accessanalyzer_analyzer" "deny_introduced_narrower" {
  provider      = aws.frankfurt
  analyzer_name = "frankfurt"
  type          = "ORGANIZATION"
}

provider "aws" {
  alias  = "frankfurt"
  region = "eu-central-1"
}
