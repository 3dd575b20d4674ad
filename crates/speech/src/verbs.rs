//! The verbs by which Danish tells of speech, present and past.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Verbs that report speech, present and past.
const VERBS: &str = "siger sagde fortæller fortalte udtaler udtalte mener mente forklarer forklarede \
understreger understregede tilføjer tilføjede fortsætter fortsatte pointerer pointerede påpeger påpegede \
fastslår fastslog konstaterer konstaterede vurderer vurderede oplyser oplyste erklærer erklærede skriver skrev \
svarer svarede spørger spurgte supplerer supplerede fremhæver fremhævede opsummerer opsummerede slutter \
sluttede afslutter afsluttede husker huskede mindes mindedes erkender erkendte indrømmer indrømmede advarer \
advarede uddyber uddybede bemærker bemærkede argumenterer argumenterede bekræfter bekræftede beretter \
berettede foreslår foreslog konkluderer konkluderede lover lovede opfordrer opfordrede tænker tænkte griner \
grinede ler lo sukker sukkede smiler smilede jubler jublede beskriver beskrev råber råbte hvisker hviskede mumler \
mumlede nikker nikkede brummer brummede noterer noterede medgiver medgav indskyder indskød anfører anførte \
melder meldte meddeler meddelte rapporterer rapporterede forsikrer forsikrede forudser forudså forudsiger \
forudsagde håber håbede frygter frygtede klager klagede raser rasede tordner tordnede fnyser fnøs insisterer \
insisterede replicerer replicerede gentager gentog betoner betonede præciserer præciserede indvender \
indvendte tilkendegiver tilkendegav kommenterer kommenterede reflekterer reflekterede ræsonnerer \
ræsonnerede funderer funderede spår spåede roser roste takker takkede beklager beklagede undskylder \
undskyldte afviser afviste benægter benægtede udbryder udbrød indleder indledte begynder begyndte betror \
betroede afslører afslørede påstår påstod hævder hævdede anbefaler anbefalede ytrer ytrede synes syntes \
tror troede føler følte vurderer oplister remser remsede forlanger forlangte kræver krævede beder bad \
appellerer appellerede anslår anslog gætter gættede drømmer drømte filosoferer filosoferede kalder kaldte \
resumerer resumerede runder rundede lægger lagde føjer føjede slår slog gør gjorde lader lod \
proklamerer proklamerede bedyrer bedyrede forsvarer forsvarede nævner nævnte genfortæller genfortalte \
formulerer formulerede udlægger udlagde pålægger istemmer istemte snerrer snerrede peger pegede \
vrisser vrissede stønner stønnede hulker hulkede gisper gispede fniser fnisede joker \
jokede spøger spøgte driller drillede minder mindede bebuder bebudede varsler varslede fordømmer \
fordømte glæder glædede ærgrer ærgrede undrer undrede indskærper indskærpede garanterer \
garanterede antyder antydede dikterer dikterede deklamerer messer messede kundgør kundgjorde \
rådgiver rådede råder kvitterer kvitterede vedgår vedgik afbryder \
afbrød sammenfatter sammenfattede";

/// Verbs that tell of a text rather than of a speaker: who speaks stands
/// behind `fra`, or nowhere.
const OF_TEXTS: &str = "lyder lød hedder hed står stod kommer kom";

/// Verbs that report speech only beside a mark or a dash; in running text they
/// tell of what somebody does.
const WEAK: &str = "griner grinede ler lo sukker smiler smilede nikker nikkede slutter sluttede begynder \
begyndte indleder indledte lægger lagde føjer føjede slår slog gør gjorde lader lod peger pegede \
runder rundede bad beder kalder kaldte husker minder mindede \
glæder glædede ærgrer undrer fortsætter fortsatte afslutter afsluttede forsvarer forsvarede roser roste takker \
takkede afviser afviste kræver krævede lover lovede råder drømmer drømte tror troede føler følte";

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

static ALL: LazyLock<HashSet<&str>> = LazyLock::new(|| set(VERBS));
static TEXTS: LazyLock<HashSet<&str>> = LazyLock::new(|| set(OF_TEXTS));
static WEAKER: LazyLock<HashSet<&str>> = LazyLock::new(|| set(WEAK));

/// Whether a word, in small letters, reports speech.
pub fn reports(word: &str) -> bool {
    ALL.contains(word)
}

/// Whether it reports speech also where no mark or dash stands beside it.
pub fn reports_alone(word: &str) -> bool {
    reports(word) && !WEAKER.contains(word)
}

/// Whether it tells of a text: `lyder det fra …`.
pub fn tells_of_text(word: &str) -> bool {
    TEXTS.contains(word)
}

/// Whether a word, in small letters, is a verb that no label or line has.
pub fn tells(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "blev", "bliver", "fik", "får", "er", "var", "har", "havde", "kan", "kunne", "vil",
        "ville", "skal", "skulle", "må", "måtte", "gav", "giver", "tog", "tager", "gik", "går",
        "stod", "står", "kom", "kommer", "holdt", "holder", "viste", "viser", "spurgt", "sagt",
    ];
    OTHERS.contains(&word) || reports(word) || tells_of_text(word)
}
