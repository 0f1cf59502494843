//! The service in the ARN of a Terraform resource: its type in, the service out, where its name tells.

use super::catalogue;

/// Types whose ARNs are of another service than the first word of their name, by how they begin; `""` where `arn` may name
/// anything. Of several the longest counts.
const NAMED: [(&str, &str); 98] = [
    ("accessanalyzer_", "access-analyzer"),
    ("acmpca_", "acm-pca"),
    ("alb", "elasticloadbalancing"),
    ("ami", "ec2"),
    ("api_gateway_", "apigateway"),
    ("apigatewayv2_", "apigateway"),
    ("appautoscaling_", "application-autoscaling"),
    ("appintegrations_", "app-integrations"),
    ("bedrockagent_", "bedrock"),
    ("chimesdk", "chime"),
    ("cloudtrail_organization_", "organizations"),
    ("cloudwatch_event_", "events"),
    ("cloudwatch_event_target", ""),
    ("cloudwatch_log_", "logs"),
    ("cloudwatch_query_", "logs"),
    ("codeconnections_", ""),
    ("codeguruprofiler_", "codeguru-profiler"),
    ("codegurureviewer_", "codeguru-reviewer"),
    ("codestarconnections_", ""),
    ("codestarnotifications_", "codestar-notifications"),
    ("cognito_identity_", "cognito-identity"),
    ("cognito_user_", "cognito-idp"),
    ("customer_gateway", "ec2"),
    ("customerprofiles_", "profile"),
    ("db_", "rds"),
    ("default_", "ec2"),
    ("docdb_", "rds"),
    ("docdbelastic_", "docdb-elastic"),
    ("dx_", "directconnect"),
    ("ebs_", "ec2"),
    ("efs_", "elasticfilesystem"),
    ("eip", "ec2"),
    ("elastic_beanstalk_", "elasticbeanstalk"),
    ("elasticsearch_", "es"),
    ("elb", "elasticloadbalancing"),
    ("emr_", "elasticmapreduce"),
    ("emrcontainers_", "emr-containers"),
    ("emrserverless_", "emr-serverless"),
    ("flow_log", "ec2"),
    ("instance", "ec2"),
    ("internet_gateway", "ec2"),
    ("key_pair", "ec2"),
    ("keyspaces_", "cassandra"),
    ("kinesis_analytics_", "kinesisanalytics"),
    ("kinesis_firehose_", "firehose"),
    ("kinesis_video_", "kinesisvideo"),
    ("kinesisanalyticsv2_", "kinesisanalytics"),
    ("lakeformation_resource", ""),
    ("launch_configuration", "autoscaling"),
    ("launch_template", "ec2"),
    ("lb", "elasticloadbalancing"),
    ("lexv2models_", "lex"),
    ("licensemanager_", "license-manager"),
    ("media_convert_", "mediaconvert"),
    ("media_package_", "mediapackage"),
    ("media_packagev2_", "mediapackagev2"),
    ("media_store_", "mediastore"),
    ("msk_", "kafka"),
    ("mskconnect_", "kafkaconnect"),
    ("mwaa_", "airflow"),
    ("neptune_", "rds"),
    ("neptunegraph_", "neptune-graph"),
    ("network_acl", "ec2"),
    ("network_interface", "ec2"),
    ("networkfirewall_", "network-firewall"),
    ("notifications_channel_", ""),
    ("notificationscontacts_", "notifications-contacts"),
    ("opensearch_", "es"),
    ("opensearchserverless_", "aoss"),
    ("paymentcryptography_", "payment-cryptography"),
    ("placement_group", "ec2"),
    ("prometheus_", "aps"),
    ("redshiftserverless_", "redshift-serverless"),
    ("resourceexplorer2_", "resource-explorer-2"),
    ("resourcegroups_", "resource-groups"),
    ("route53_resolver_", "route53resolver"),
    ("route53recoverycontrolconfig_", "route53-recovery-control"),
    ("route53recoveryreadiness_", "route53-recovery-readiness"),
    ("route_table", "ec2"),
    ("s3_access_point", ""),
    ("s3_directory_", "s3express"),
    ("s3outposts_", "s3-outposts"),
    ("security_group", "ec2"),
    ("service_discovery_", "servicediscovery"),
    ("servicecatalog_", ""),
    ("servicecatalogappregistry_", "servicecatalog"),
    ("sesv2_", "ses"),
    ("sfn_", "states"),
    ("spot_", "ec2"),
    ("ssmcontacts_", "ssm-contacts"),
    ("ssmincidents_", "ssm-incidents"),
    ("ssoadmin_", "sso"),
    ("subnet", "ec2"),
    ("timestreaminfluxdb_", "timestream-influxdb"),
    ("vpc", "ec2"),
    ("vpclattice_", "vpc-lattice"),
    ("vpn_", "ec2"),
    ("wafregional_", "waf-regional"),
];

/// The service in the ARN of a type, such as `events` of `aws_cloudwatch_event_rule`. Types that are not known here and
/// whose first word is no service have none.
pub(super) fn service(kind: &str) -> Option<&str> {
    let name = kind.strip_prefix("aws_")?;
    let listed = NAMED.iter().filter(|(start, _)| name.starts_with(start)).max_by_key(|(start, _)| start.len());
    let first = || name.split('_').next().filter(|word| catalogue::service(word).is_some());
    listed.map(|(_, service)| *service).or_else(first).filter(|service| !service.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::path::Path;

    /// Every ARN that the plans among the fixtures show, by the type of its resource.
    fn arns(folder: &Path, found: &mut BTreeMap<String, String>) {
        // What is taken for applied has ARNs that AWS did not give.
        if folder.join("planned").is_dir() {
            return;
        }
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                arns(&path, found);
            } else if path.file_name().is_some_and(|name| name == "plan.json")
                && let Ok(plan) = serde_json::from_slice::<serde_json::Value>(&std::fs::read(&path).unwrap())
            {
                for change in plan["resource_changes"].as_array().into_iter().flatten() {
                    let arn = ["before", "after"].iter().find_map(|side| change["change"][side]["arn"].as_str());
                    let arn = arn.filter(|arn| arn.starts_with("arn:") && change["mode"] == "managed");
                    found.extend(arn.map(|arn| (change["type"].as_str().unwrap().to_owned(), arn.to_owned())));
                }
            }
        }
    }

    #[test]
    fn the_service_is_that_of_every_arn() {
        let mut found = BTreeMap::new();
        arns(&Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata"), &mut found);
        assert!(found.len() > 40, "{found:?}");
        for (kind, arn) in found {
            let own = arn.split(':').nth(2).unwrap();
            assert!(service(&kind).is_none_or(|service| service == own), "{kind} {arn} {:?}", service(&kind));
        }
    }

    #[test]
    fn a_name_tells_its_service_or_nothing() {
        for (kind, expected) in [
            ("aws_sqs_queue", Some("sqs")),
            ("aws_s3_bucket", Some("s3")),
            ("aws_cloudwatch_metric_alarm", Some("cloudwatch")),
            ("aws_cloudwatch_event_rule", Some("events")),
            ("aws_cloudwatch_event_target", None),
            ("aws_vpclattice_service", Some("vpc-lattice")),
            ("aws_vpc_endpoint", Some("ec2")),
            ("aws_lambda_function", Some("lambda")),
            ("aws_nonsense_thing", None),
            ("null_resource", None),
        ] {
            assert_eq!(service(kind), expected, "{kind}");
        }
    }

    #[test]
    fn every_listed_service_has_arns() {
        let sorted = NAMED.is_sorted_by(|a, b| a.0 < b.0);
        assert!(sorted);
        let known = |name: &str| catalogue::service(name).is_some() || matches!(name, "route53-recovery-control");
        assert_eq!(NAMED.iter().find(|(_, name)| !name.is_empty() && !known(name)), None);
    }
}
