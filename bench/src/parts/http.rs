//! Pages over HTTP: both servers as processes of their own, under load, at the
//! start, and when a new generation is published.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Measured, Setting};
use crate::error::{Error, Result};
use crate::measure::load::{self, Connection, runtime};
use crate::measure::process::{Server, this_program};
use crate::measure::spread::{Spread, percentile};
use crate::queries::{Query, Shape, log, repeating, uniform};
use crate::table::{Figure, Table, megabytes, ratio, short, thousands, time};

/// How long each measured load is to last, about.
const SPAN: f64 = 0.8;
const MANY: usize = 32;

/// One address under one load, in rounds.
struct Line {
    name: &'static str,
    server: Side,
    targets: Vec<String>,
    clients: usize,
    passes: usize,
    times: Vec<f64>,
    rates: Vec<f64>,
    /// Processor time a request, in milliseconds, by round.
    processor: Vec<f64>,
    refused: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Ordret,
    Reference,
}

/// The two servers.
struct Servers {
    ordret: Server,
    reference: Server,
}

impl Servers {
    fn of(&self, side: Side) -> &Server {
        match side {
            Side::Ordret => &self.ordret,
            Side::Reference => &self.reference,
        }
    }
}

/// Measures them.
///
/// # Errors
/// When a server does not start or breaks off.
pub fn run(setting: &Setting) -> Result<Measured> {
    let log = log(setting.generator, setting.documents);
    let starts = starts(setting, &log)?;
    let servers = Servers {
        ordret: start(setting, Side::Ordret)?,
        reference: start(setting, Side::Reference)?,
    };
    let mut lines = lines(&log);
    for line in &mut lines {
        line.warm(&servers)?;
    }
    for _ in 0..setting.rounds(5, 3) {
        for line in &mut lines {
            line.round(&servers)?;
        }
    }
    let mut figures = Vec::new();
    let table = loads(lines, &mut figures);
    let mut memory = Table::new(
        "Memory when serving, after the load",
        &["", "its own", "mapped files", "most at once"],
    );
    for (name, server) in
        [("ordret-server", &servers.ordret), ("bare axum + tantivy", &servers.reference)]
    {
        let held = server.memory();
        memory.row([
            name.to_owned(),
            megabytes(held.own),
            megabytes(held.mapped),
            megabytes(held.peak),
        ]);
    }
    let own = servers.ordret.memory().own;
    figures.push(Figure {
        name: "serving, memory of its own".to_owned(),
        value: own,
        unit: megabytes,
    });
    let taken_up = take_up(setting, &servers.ordret)?;
    let mut moments = Table::new("Moments", &["", "Ordret", "bare", "ratio"]);
    let [ours, theirs] = starts;
    figures.push(Figure {
        name: "process start to first right answer".to_owned(),
        value: Spread::of(ours.clone()).middle,
        unit: time,
    });
    let ratios = Spread::of_ratios(&ours, &theirs);
    moments.row([
        "process start to first right answer".to_owned(),
        time(Spread::of(ours).middle),
        time(Spread::of(theirs).middle),
        ratio(ratios),
    ]);
    if let Some(TakenUp { seen, pause }) = taken_up {
        moments.row([
            "published to seen by readers (looked for every 500 ms)".to_owned(),
            time(seen),
            "–".to_owned(),
            "–".to_owned(),
        ]);
        moments.row([
            "longest answer to one client meanwhile".to_owned(),
            time(pause),
            "–".to_owned(),
            "–".to_owned(),
        ]);
        figures.push(Figure {
            name: "published to seen by readers".to_owned(),
            value: seen,
            unit: time,
        });
    }
    Ok(Measured { tables: vec![table, memory, moments], figures })
}

fn start(setting: &Setting, side: Side) -> Result<Server> {
    let port = match (side, setting.port) {
        (_, 0) => free_port()?,
        (Side::Ordret, port) => port,
        (Side::Reference, port) => port.saturating_add(1),
    };
    let mut command = match (&setting.server, side) {
        (Some(program), Side::Ordret) => Command::new(program),
        _ => this_program()?,
    };
    let listen = SocketAddr::from(([127, 0, 0, 1], port)).to_string();
    match side {
        Side::Ordret => {
            if setting.server.is_none() {
                command.args(["child", "serve"]);
            }
            command.arg("--index").arg(&setting.index).args(["--listen", &listen]);
            Server::start(&mut command, "ordret-server")
        }
        Side::Reference => {
            command
                .args(["child", "reference-serve"])
                .arg(&setting.reference)
                .arg(port.to_string());
            Server::start(&mut command, "the reference server")
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    let listener =
        TcpListener::bind(("127.0.0.1", 0)).map_err(Error::at("cannot find a free port"))?;
    let address = listener.local_addr().map_err(Error::at("cannot find a free port"))?;
    Ok(address.port())
}

fn lines(log: &[Query]) -> Vec<Line> {
    let mixes = [("uniform", uniform(log)), ("repeating", repeating(log))];
    let mut lines = Vec::new();
    for (mix, queries) in &mixes {
        for clients in [1, MANY] {
            for (name, path, server) in [
                ("ordret /soeg", "/soeg", Side::Ordret),
                ("ordret /api/v1/search", "/api/v1/search", Side::Ordret),
                ("bare axum + tantivy, JSON", "/page", Side::Reference),
            ] {
                let targets = queries.iter().map(|query| format!("{path}?{}", query.address()));
                lines.push(Line::new(name, mix, server, targets.collect(), clients));
            }
        }
    }
    for clients in [1, MANY] {
        let targets = vec!["/empty".to_owned(); 4096];
        lines.push(Line::new("axum, empty answer", "", Side::Reference, targets, clients));
    }
    lines
}

impl Line {
    fn new(
        name: &'static str,
        mix: &str,
        server: Side,
        targets: Vec<String>,
        clients: usize,
    ) -> Line {
        let name = match mix {
            "repeating" => match name {
                "ordret /soeg" => "ordret /soeg, repeating",
                "ordret /api/v1/search" => "ordret /api/v1/search, repeating",
                _ => "bare axum + tantivy, JSON, repeating",
            },
            _ => name,
        };
        Line {
            name,
            server,
            targets,
            clients,
            passes: 1,
            times: Vec::new(),
            rates: Vec::new(),
            processor: Vec::new(),
            refused: 0,
        }
    }

    /// Asks everything once, and works out how often to ask in a round: whole
    /// passes, so that every line answers the same mix.
    fn warm(&mut self, servers: &Servers) -> Result<()> {
        let load = load::run(&servers.of(self.server).address, &self.targets, 1, self.clients)?;
        self.passes = (SPAN / load.seconds).ceil().clamp(1.0, 100.0) as usize;
        Ok(())
    }

    fn round(&mut self, servers: &Servers) -> Result<()> {
        let server = servers.of(self.server);
        let before = server.processor();
        let load = load::run(&server.address, &self.targets, self.passes, self.clients)?;
        let answers = load.times.len() as f64;
        self.processor.push((server.processor() - before) * 1e3 / answers);
        self.rates.push(answers / load.seconds);
        self.refused += load.refused;
        self.times.extend(load.times);
        Ok(())
    }
}

fn loads(lines: Vec<Line>, figures: &mut Vec<Figure>) -> Table {
    let head = [
        "over HTTP",
        "clients",
        "a second",
        "p50",
        "p99",
        "processor a request",
        "processor, ratio to bare",
        "busy answers",
    ];
    let mut table = Table::new("Over HTTP on the loopback", &head);
    let bare: Vec<(bool, usize, Vec<f64>)> = lines
        .iter()
        .filter(|line| line.server == Side::Reference && line.targets[0] != "/empty")
        .map(|line| (line.name.ends_with("repeating"), line.clients, line.processor.clone()))
        .collect();
    for mut line in lines {
        let same = |other: &&(bool, usize, Vec<f64>)| {
            other.0 == line.name.ends_with("repeating") && other.1 == line.clients
        };
        let ratios =
            bare.iter().find(same).map(|bare| ratio(Spread::of_ratios(&line.processor, &bare.2)));
        let processor = Spread::of(line.processor).middle;
        if line.clients == MANY && line.server == Side::Ordret && !line.name.ends_with("repeating")
        {
            figures.push(Figure {
                name: format!("{}, processor a request", line.name),
                value: processor,
                unit: time,
            });
            figures.push(Figure {
                name: format!("{}, answers a second at {MANY} clients", line.name),
                value: Spread::of(line.rates.clone()).middle,
                unit: short,
            });
        }
        table.row([
            line.name.to_owned(),
            line.clients.to_string(),
            thousands(Spread::of(line.rates).middle as u64),
            time(percentile(&mut line.times, 50.0)),
            time(percentile(&mut line.times, 99.0)),
            time(processor),
            ratios.unwrap_or_default(),
            line.refused.to_string(),
        ]);
    }
    table
}

/// The time from the start of each server's process to its first right answer,
/// in milliseconds, by round; files are in the system's memory.
fn starts(setting: &Setting, log: &[Query]) -> Result<[Vec<f64>; 2]> {
    let query = log.iter().find(|query| query.shape == Shape::CommonWord);
    let query = query.ok_or_else(|| Error::new("cannot measure the start", "no query"))?.address();
    let mut starts = [Vec::new(), Vec::new()];
    for _ in 0..setting.rounds(5, 5) {
        for (side, times) in [Side::Ordret, Side::Reference].into_iter().zip(&mut starts) {
            let began = Instant::now();
            let server = start(setting, side)?;
            let path = if side == Side::Ordret { "/api/v1/search" } else { "/page" };
            let answer = ask(&server.address, &format!("{path}?{query}"))?;
            let right = answer.contains("\"total\":") && !answer.contains("\"total\":0");
            times.push(began.elapsed().as_secs_f64() * 1e3);
            if !right {
                return Err(Error::new(
                    "the first answer is not right",
                    answer.lines().last().unwrap_or_default(),
                ));
            }
        }
    }
    Ok(starts)
}

fn ask(address: &str, target: &str) -> Result<String> {
    runtime()?.block_on(async {
        let mut connection = Connection::open(address).await?;
        connection.ask(&load::request(address, target)).await?;
        Ok(String::from_utf8_lossy(connection.answer()).into_owned())
    })
}

struct TakenUp {
    /// Until readers see it, in milliseconds.
    seen: f64,
    /// The longest answer meanwhile, in milliseconds.
    pause: f64,
}

/// Serves the generation before the newest, then publishes the newest again as
/// publishing does, by one rename; `None` if there is only one.
fn take_up(setting: &Setting, server: &Server) -> Result<Option<TakenUp>> {
    let mut names: Vec<String> = fs::read_dir(&setting.index)
        .map_err(Error::file("read", &setting.index))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.len() == 6 && name.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    names.sort();
    let [.., older, newest] = &names[..] else { return Ok(None) };
    let (mut seen, mut pauses) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        switch(setting, server, older)?;
        // At another moment of the half second between two looks each time.
        std::thread::sleep(Duration::from_millis(170 * (1 + seen.len() as u64)));
        let (time, pause) = switch(setting, server, newest)?;
        seen.push(time);
        pauses.push(pause);
    }
    Ok(Some(TakenUp { seen: Spread::of(seen).middle, pause: Spread::of(pauses).most }))
}

/// Makes a generation current and waits until it answers.
fn switch(setting: &Setting, server: &Server, generation: &str) -> Result<(f64, f64)> {
    let (new, current) = (setting.index.join("CURRENT.new"), setting.index.join("CURRENT"));
    fs::write(&new, format!("{generation}\n")).map_err(Error::file("write", &new))?;
    fs::rename(&new, &current).map_err(Error::file("write", &current))?;
    let began = Instant::now();
    let (target, sign) = ("/api/v1/search?q=xyzzy", format!("\"generation\":\"{generation}\""));
    let mut pause = 0.0f64;
    runtime()?.block_on(async {
        let mut connection = Connection::open(&server.address).await?;
        let request = load::request(&server.address, target);
        while began.elapsed() < Duration::from_secs(60) {
            let asked = Instant::now();
            connection.ask(&request).await?;
            pause = pause.max(asked.elapsed().as_secs_f64() * 1e3);
            if String::from_utf8_lossy(connection.answer()).contains(&sign) {
                return Ok((began.elapsed().as_secs_f64() * 1e3, pause));
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err(Error::new("a new generation is not taken up", "waited a minute"))
    })
}
