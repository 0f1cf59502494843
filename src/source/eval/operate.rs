//! Operators: values in, values out, unknown where an operand that matters is.

use std::sync::Arc;

use hcl_edit::expr::{BinaryOperator, UnaryOperator};

use super::{convert, functions};
use crate::source::value::Value;

/// A conditional. Where the condition is not known, it is one of its branches.
pub(super) fn choose(condition: &Value, branches: impl Fn() -> (Value, Value)) -> Value {
    let condition = convert::to_bool(condition.clone());
    let (yes, no) = branches();
    // Both branches are made one type: of a string and something else, a string.
    let alike = |one: Value, other: &Value| match other {
        Value::Text(_) => convert::to_string(one),
        _ => one,
    };
    match condition {
        Value::Bool(true) => alike(yes, &no),
        Value::Bool(false) => alike(no, &yes),
        other => {
            let each = [alike(yes.clone(), &no), alike(no, &yes)];
            Value::either(each, &cause(&other, "a condition that is not known"))
        }
    }
}

/// Why a value is not known.
pub(super) fn cause(value: &Value, otherwise: &str) -> Arc<str> {
    match value {
        Value::Symbol(symbol) => format!("{}.{}", symbol.address, symbol.attribute).into(),
        other => other.cause().unwrap_or_else(|| otherwise.into()),
    }
}

pub(super) fn unary(operator: UnaryOperator, value: &Value) -> Value {
    match (operator, convert::to_bool(value.clone()), convert::to_number(value.clone())) {
        (UnaryOperator::Not, Value::Bool(truth), _) => Value::Bool(!truth),
        (UnaryOperator::Neg, _, Value::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => {
                whole.checked_neg().map_or(Value::unknown("a large number"), |n| Value::Number(n.into()))
            }
            (None, Some(float)) => functions::float(-float),
            (None, None) => Value::unknown("a large number"),
        },
        _ => Value::Unknown(cause(value, "an operand that is not known")),
    }
}

pub(super) fn binary(operator: BinaryOperator, left: &Value, right: &Value) -> Value {
    use BinaryOperator as Op;
    let unknown = || {
        let open = if left.is_known() { right } else { left };
        Value::Unknown(cause(open, "an operand that is not known"))
    };
    match operator {
        Op::And | Op::Or => {
            // Terraform before 1.12 asks for both sides; what one side decides alone is still the answer.
            let decides = Value::Bool(operator == Op::Or);
            match (convert::to_bool(left.clone()), convert::to_bool(right.clone())) {
                (left, right) if left == decides || right == decides => decides,
                (Value::Bool(_), Value::Bool(_)) => Value::Bool(operator == Op::And),
                _ => unknown(),
            }
        }
        Op::Eq | Op::NotEq => {
            if is_null(left, right) == Some(false) {
                return Value::Bool(operator == Op::NotEq);
            }
            if !left.is_known() || !right.is_known() {
                return unknown();
            }
            Value::Bool(same(left, right) == (operator == Op::Eq))
        }
        Op::Plus | Op::Minus | Op::Mul | Op::Div | Op::Mod => arithmetic(operator, left, right).unwrap_or_else(unknown),
        Op::Less | Op::LessEq | Op::Greater | Op::GreaterEq => compare(operator, left, right).unwrap_or_else(unknown),
    }
}

/// Whether the other of two operands is null where one is; an object with unknown members is not.
fn is_null(left: &Value, right: &Value) -> Option<bool> {
    let other = match (left, right) {
        (Value::Null, other) | (other, Value::Null) => other,
        _ => return None,
    };
    match other {
        Value::Null => Some(true),
        Value::Symbol(_) | Value::Either { .. } | Value::Unknown(_) => None,
        Value::Text(text) if text.parts().len() == 1 && text.as_literal().is_none() => None,
        _ => Some(false),
    }
}

/// Equality of HCL: without conversion, but `1` and `1.0` are one number.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        _ => left == right,
    }
}

fn arithmetic(operator: BinaryOperator, left: &Value, right: &Value) -> Option<Value> {
    use BinaryOperator as Op;
    let (Value::Number(a), Value::Number(b)) = (convert::to_number(left.clone()), convert::to_number(right.clone()))
    else {
        return None;
    };
    if let (Some(a), Some(b)) = (a.as_i64(), b.as_i64()) {
        let whole = match operator {
            Op::Plus => a.checked_add(b),
            Op::Minus => a.checked_sub(b),
            Op::Mul => a.checked_mul(b),
            Op::Mod => a.checked_rem(b),
            Op::Div if b != 0 && a.checked_rem(b) == Some(0) => a.checked_div(b),
            _ => None,
        };
        if let Some(whole) = whole {
            return Some(Value::Number(whole.into()));
        }
    }
    let (a, b) = (a.as_f64()?, b.as_f64()?);
    match operator {
        Op::Plus => Some(functions::float(a + b)),
        Op::Minus => Some(functions::float(a - b)),
        Op::Mul => Some(functions::float(a * b)),
        Op::Div if b != 0.0 => Some(functions::float(a / b)),
        _ => None,
    }
}

fn compare(operator: BinaryOperator, left: &Value, right: &Value) -> Option<Value> {
    use BinaryOperator as Op;
    let (Value::Number(a), Value::Number(b)) = (convert::to_number(left.clone()), convert::to_number(right.clone()))
    else {
        return None;
    };
    let order = match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?)?,
    };
    Some(Value::Bool(match operator {
        Op::Less => order.is_lt(),
        Op::LessEq => order.is_le(),
        Op::Greater => order.is_gt(),
        Op::GreaterEq => order.is_ge(),
        _ => return None,
    }))
}
