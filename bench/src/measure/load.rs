//! A small HTTP/1.1 client: so many connections, each asking one thing after
//! the other. It shares the machine with the server, so it is as lean as it can
//! be: one thread, one write and mostly one read a request.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::timeout;

use crate::error::{Error, Result};

/// A request that takes longer is a failure of the measurement.
const LONGEST: Duration = Duration::from_secs(60);

/// What came of some load.
#[derive(Debug, Default)]
pub struct Load {
    /// How long each answer took, in milliseconds.
    pub times: Vec<f64>,
    /// Answers other than 200.
    pub refused: usize,
    /// From the first request to the last answer, in seconds.
    pub seconds: f64,
}

/// A runtime of one thread.
///
/// # Errors
/// When the system gives none.
pub fn runtime() -> Result<Runtime> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(Error::at("cannot start the load client"))
}

/// Asks for every target so many times over, spread over `clients` connections.
///
/// # Errors
/// When a connection fails.
pub fn run(address: &str, targets: &[String], passes: usize, clients: usize) -> Result<Load> {
    let requests = targets.iter().map(|target| request(address, target)).collect();
    let work = Rc::new(Work { requests, next: Cell::new(0), total: targets.len() * passes });
    let began = Instant::now();
    let mut load = Load::default();
    LocalSet::new().block_on(&runtime()?, async {
        let client = |_| spawn_local(client(address.to_owned(), Rc::clone(&work)));
        let clients: Vec<_> = (0..clients).map(client).collect();
        for client in clients {
            let own = client.await.map_err(Error::at("the load client failed"))??;
            load.times.extend(own.times);
            load.refused += own.refused;
        }
        Result::Ok(())
    })?;
    load.seconds = began.elapsed().as_secs_f64();
    Ok(load)
}

/// What all clients work through together.
struct Work {
    requests: Vec<Vec<u8>>,
    next: Cell<usize>,
    total: usize,
}

impl Work {
    fn take(&self) -> Option<&[u8]> {
        let nth = self.next.replace(self.next.get() + 1);
        (nth < self.total).then(|| &*self.requests[nth % self.requests.len()])
    }
}

async fn client(address: String, work: Rc<Work>) -> Result<Load> {
    let mut own = Load::default();
    let mut connection = Connection::open(&address).await?;
    while let Some(request) = work.take() {
        let began = Instant::now();
        let status = timeout(LONGEST, connection.ask(request)).await;
        own.refused += usize::from(status.map_err(Error::at("an answer takes too long"))?? != 200);
        own.times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    Ok(own)
}

/// The bytes of a request, as a client without compression would send it.
pub fn request(address: &str, target: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n").into_bytes()
}

/// One connection that is kept.
pub struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody answers there.
    pub async fn open(address: &str) -> Result<Connection> {
        let failed = Error::at::<std::io::Error>("cannot connect");
        let stream = TcpStream::connect(address).await.map_err(&failed)?;
        stream.set_nodelay(true).map_err(&failed)?;
        Ok(Connection { stream, answer: Vec::with_capacity(1 << 16) })
    }

    /// Sends a request and reads its answer to the end; its status.
    ///
    /// # Errors
    /// When the connection breaks or the answer has no length.
    pub async fn ask(&mut self, request: &[u8]) -> Result<u16> {
        let failed = Error::at::<std::io::Error>("the connection broke");
        self.stream.write_all(request).await.map_err(&failed)?;
        self.answer.clear();
        loop {
            if self.stream.read_buf(&mut self.answer).await.map_err(&failed)? == 0 {
                return Err(Error::new("the connection broke", "the server hung up"));
            }
            if let Some((status, end)) = head(&self.answer)? {
                if self.answer.len() >= end {
                    return Ok(status);
                }
                self.answer.reserve(end - self.answer.len());
            }
        }
    }

    /// The last answer, head and body.
    pub fn answer(&self) -> &[u8] {
        &self.answer
    }
}

/// Status and whole length of an answer whose head is there.
fn head(answer: &[u8]) -> Result<Option<(u16, usize)>> {
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = String::from_utf8_lossy(&answer[..end]);
    let status = text.get(9..12).and_then(|status| status.parse().ok());
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    match (status, length) {
        (Some(status), Some(length)) => Ok(Some((status, end + 4 + length))),
        _ => Err(Error::new("cannot read an answer", "it says no status or no length")),
    }
}
