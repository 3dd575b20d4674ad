//! The page for when there is none.

use axum::response::Response;
use minijinja::context;

use super::frame::Frame;
use crate::answer::Shared;
use crate::failure::Failure;

/// What went wrong, for a reader; `None` if even that page cannot be made.
pub(crate) fn failure_page(shared: &Shared, failure: &Failure) -> Option<Response> {
    let (title, words) = match failure {
        Failure::Gone(why) => ("Trukket tilbage", why.as_str()),
        Failure::NotFound | Failure::NoPublicUrl => (
            "Siden findes ikke",
            "Der er intet på denne adresse. Måske er ordene flyttet, eller adressen er skåret over.",
        ),
        Failure::NoStatement => (
            "Ingen tilgængelighedserklæring",
            "Den, der driver siden, har ikke angivet en tilgængelighedserklæring.",
        ),
        Failure::Unready => {
            ("Der er intet indeks endnu", "Intet er offentliggjort at søge i. Prøv igen om lidt.")
        }
        Failure::Busy | Failure::TooSlow => {
            ("Der er travlt", "Lige nu søger mange på én gang. Prøv igen om et øjeblik.")
        }
        Failure::TooOften => ("For mange opslag på én gang", "Vent et sekund, og prøv så igen."),
        Failure::TooLong => (
            "Teksten er for lang",
            "Der kan efterprøves 1 MB ad gangen, omtrent 150.000 ord, med højst 10.000 anførselstegn. Gå \
             tilbage, så står teksten der endnu, og efterprøv den i dele.",
        ),
        Failure::SlowBody | Failure::BrokenBody => (
            "Teksten nåede ikke frem",
            "Forbindelsen var for langsom eller blev afbrudt. Gå tilbage, så står teksten der endnu, og \
             prøv igen.",
        ),
        Failure::Parameters(_) | Failure::Internal(_) => {
            ("Noget gik galt", "Det er vores fejl, og den er skrevet ned. Prøv igen om lidt.")
        }
    };
    let frame = Frame { hidden: true, description: words.to_owned(), ..Frame::new(title, "/") };
    let reader = shared.engine.reader();
    let view = context! { title => title, words => words };
    match frame.around(shared, reader.as_ref(), "fejl.html", view) {
        Ok(page) => Some(page),
        Err(broken) => {
            tracing::error!("the page for failures cannot be made: {broken:?}");
            None
        }
    }
}
