# The provider switches the first two off when they are deleted, and leaves images as they are.
provider "aws" {}

resource "terraform_data" "left" {}
