# Nobody looks after the accounts of the organization any more.
provider "aws" {}
