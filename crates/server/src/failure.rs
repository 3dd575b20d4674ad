//! Why a request got no answer. A handler returns it bare; `answer` turns it
//! into a status and a page or a problem once, and logs it there.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::params::BadParameter;
use crate::picture;

/// Parameters that a refusal speaks of: an address may hold a thousand.
pub(crate) const MOST_TOLD: usize = 8;

/// Why a request got no answer.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// There is nothing at this address.
    NotFound,
    /// What was at this address was taken back for good; why.
    Gone(String),
    /// Addresses of ours are asked about, and nobody has said what they begin with.
    NoPublicUrl,
    /// Nobody has said where the accessibility statement is.
    NoStatement,
    /// No generation is served yet.
    Unready,
    /// Too many searches are running.
    Busy,
    /// The address asks too often.
    TooOften,
    /// The answer took too long to make.
    TooSlow,
    /// A posted text is longer than is taken.
    TooLong,
    /// A body took too long to arrive.
    SlowBody,
    /// A body ended before it was whole.
    BrokenBody,
    /// The API was asked something it does not take.
    Parameters(Vec<BadParameter>),
    /// Something of ours broke; the words are for the log, never for the client.
    Internal(String),
}

impl Failure {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Failure::NotFound | Failure::NoPublicUrl | Failure::NoStatement => {
                StatusCode::NOT_FOUND
            }
            Failure::Gone(_) => StatusCode::GONE,
            Failure::Unready | Failure::Busy | Failure::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Failure::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Failure::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Failure::BrokenBody => StatusCode::BAD_REQUEST,
            Failure::Parameters(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// One sentence for whoever asked the API.
    pub(crate) fn detail(&self) -> String {
        match self {
            Failure::NotFound => "there is nothing at this address".to_owned(),
            Failure::Gone(why) => format!("what was here was taken back: {why}"),
            Failure::NoPublicUrl => {
                "this service has no `public_url` in its configuration, so no address is known to \
                 be its own"
                    .to_owned()
            }
            Failure::NoStatement => {
                "this service has no `site.accessibility_statement` in its configuration".to_owned()
            }
            Failure::Unready => "no generation of the index is served yet".to_owned(),
            Failure::Busy => "too many searches are running; try again shortly".to_owned(),
            Failure::TooOften => "this address asks too often; wait a second".to_owned(),
            Failure::TooSlow => "the answer took too long; try again shortly".to_owned(),
            Failure::TooLong => {
                "a text may be 1 MB and have 10,000 quotation marks; send it in pieces".to_owned()
            }
            Failure::SlowBody => "the body took too long to arrive".to_owned(),
            Failure::BrokenBody => "the body ended before it was whole".to_owned(),
            Failure::Parameters(bad) => {
                let mut told: Vec<String> =
                    bad.iter().take(MOST_TOLD).map(BadParameter::sentence).collect();
                if bad.len() > MOST_TOLD {
                    told.push(format!("and {} more", bad.len() - MOST_TOLD));
                }
                told.join("; ")
            }
            Failure::Internal(_) => "something failed here; the log says what".to_owned(),
        }
    }

    /// Seconds after which to try again.
    pub(crate) fn retry_after(&self) -> Option<&'static str> {
        match self {
            Failure::Busy | Failure::TooSlow | Failure::TooOften => Some("1"),
            Failure::Unready => Some("5"),
            _ => None,
        }
    }
}

impl From<ordret_search::Error> for Failure {
    fn from(error: ordret_search::Error) -> Self {
        Failure::Internal(error.to_string())
    }
}

impl From<picture::Error> for Failure {
    fn from(error: picture::Error) -> Self {
        Failure::Internal(error.to_string())
    }
}

impl From<minijinja::Error> for Failure {
    fn from(error: minijinja::Error) -> Self {
        Failure::Internal(format!("{error:#}"))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
