using System.Text.Json;
using Cer.Domain;
using Cer.Operations.Mail;
using Cer.Operations.People;
using NodaTime.Text;

namespace Cer.Host.Tests.Wall;

/// <summary>What each place of an address can be filled with: everything by which the marked member is known there.</summary>
/// <remarks>A place that is not named here is one of which nobody has thought yet: the test fails until somebody has.</remarks>
internal sealed class Taught
{
    private const int MostVariants = 48;

    private readonly Dictionary<string, string[]> _places;
    private readonly Dictionary<string, string[]> _questions;
    private readonly string[] _bodies;
    private readonly WalledTown _town;
    private readonly string[] _points;

    private Taught(
        Dictionary<string, string[]> places, Dictionary<string, string[]> questions, string[] bodies, WalledTown town, string[] points) =>
        (_places, _questions, _bodies, _town, _points) = (places, questions, bodies, town, points);

    public static async Task<Taught> OfAsync(WalledTown town)
    {
        var pods = await town.IdsAsync("select id::text from core.pod where community_id = $1 and code like '%QZ%'");
        var units = await town.IdsAsync("select id::text from core.unit where community_id = $1 and code like '%ZQ%'");
        var plants = await town.IdsAsync("select id::text from core.plant where community_id = $1 and code like '%ZQ%'");
        var runs = await town.IdsAsync("select id::text from core.settlement_run where community_id = $1");
        var letters = await town.IdsAsync("select id::text from core.letter where community_id = $1");
        var documents = await town.IdsAsync("select id::text from core.document where community_id = $1 and html not like 'di Anna'");
        var secrets = await town.IdsAsync(
            $"""
            select encode(token_sha256, 'hex') from core.invite where person_id = {town.Person} and $1 > 0 union
            select encode(token_sha256, 'hex') from core.person_session where person_id = {town.Person}
            """);
        var messages = await town.IdsAsync(
            "select id::text from core.ingest where community_id = $1 and account = 'ZQ-ACCOUNT'");
        var sessions = await town.IdsAsync($"select id::text from core.person_session where person_id = {town.Person} and $1 > 0");
        var passkeys = await town.IdsAsync($"select id::text from core.passkey where person_id = {town.Person} and $1 > 0");
        string[] members = [$"{town.Bruno}", "zq-bruno"];
        string[] person = [$"{town.Person}", WalledTown.Login, WalledTown.Email];
        string[] communities = [WalledTown.Here, WalledTown.Elsewhere];
        var (thisMonth, today) = (YearMonthPattern.Iso.Format(town.Today.ToYearMonth()), LocalDatePattern.Iso.Format(town.Today));
        var midnight = InstantPattern.General.Format(MarketHour.StartOf(town.Today));
        string[] months = ["2026-05", "2026-04", thisMonth];
        string[] points = [.. pods, WalledTown.HomePod, WalledTown.RoofPod];
        var places = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["communities/community"] = communities,
            ["live/community"] = communities,
            ["alerts/community"] = communities,
            ["gaps/community"] = communities,
            ["settlements/community"] = communities,
            ["settlements/month"] = months,
            ["months/month"] = months,
            ["payables/month"] = months,
            ["payouts/payout"] = ["1"],
            ["year-account/year"] = ["2026"],
            ["year-account/number"] = ["1"],
            ["year-accounts/year"] = ["2026"],
            ["year-accounts/number"] = ["1"],
            ["movements/movement"] = ["1"],
            ["proposals/proposal"] = ["1"],
            ["members/member"] = members,
            ["taxes/member"] = members,
            ["buildings/point"] = pods,
            ["plants/plant"] = [.. plants, "UP-ZQ7"],
            ["documents/id"] = documents,
            ["mail/id"] = letters,
            ["addresses/mark"] = ["1"],
            // Also one that is good: whoever has it may end letters, and is told of nobody.
            ["disiscrizione/link"] =
            [
                "zq", SecretToken.New().Text, new UnsubscribeLink(town.Community, town.Person, LetterKind.Statement).Seal(town.Box),
            ],
            ["attachments/number"] = ["1"],
            ["jobs/job"] = ["1"],
            ["people/id"] = person,
            ["home-users/user"] = [WalledTown.HomeUser],
            ["invites/token"] = secrets,
            ["devices/device"] = [WalledTown.Device],
            ["consents/id"] = ["1"],
            ["total-consents/id"] = ["1"],
            ["consents/purpose"] = ["quarter_hours", "published_totals"],
            ["acts/act"] = ["1"],
            ["papers/paper"] = ["1"],
            ["delegations/id"] = ["1"],
            ["deadlines/id"] = ["1"],
            ["meter-changes/id"] = ["1"],
            ["requests/id"] = await town.IdsAsync("select id::text from core.member_request where community_id = $1"),
            ["member-requests/id"] = await town.IdsAsync("select id::text from core.member_request where community_id = $1"),
            ["mends/id"] = await town.IdsAsync("select id::text from core.mend where community_id = $1"),
            ["acceptances/id"] = await town.IdsAsync("select id::text from core.hour_acceptance where community_id = $1"),
            ["alarms/id"] = await town.IdsAsync("select id::text from core.alarm where community_id = $1"),
            ["curves/id"] = await town.IdsAsync("select id::text from core.curve_import where community_id = $1"),
            ["entries/id"] = ["1"],
            ["submissions/id"] = ["1"],
            ["package-layouts/layout"] = ["zq"],
            ["files/number"] = ["1"],
            ["statements/id"] = ["1"],
            ["dossiers/id"] = ["1"],
            ["reconciliation/month"] = months,
            ["quarantine/message"] = messages,
            ["quarantine/line"] = ["1"],
            ["regolamento/version"] = ["1"],
            ["definitions/definitionId"] = ["zq", "1"],
            ["instances/id"] = ["zq", "1"],
            ["tasks/bookmark"] = ["1"],
            ["dead-letters/box"] = ["inbox", "outbox"],
            ["dead-letters/id"] = messages,
            ["dashboards/uid"] = [.. BoardCalls.Uids],
            ["tokens/token"] = await town.IdsAsync($"select id::text from core.api_token where person_id = {town.Person} and $1 > 0"),
            ["sessions/id"] = sessions,
            ["sessions/session"] = sessions,
            ["passkeys/id"] = passkeys,
            ["passkeys/passkey"] = passkeys,
            ["http/path"] = ["zq", $"members/{town.Bruno}"],
            ["UrbanDatasetGateway/call"] = ["searching", "zq"],
        };
        var questions = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["member"] = members,
            ["point"] = points,
            ["unit"] = [.. units, "UP-ZQ7"],
            ["plant"] = [.. plants, "UP-ZQ7"],
            ["device"] = [WalledTown.Device],
            ["flow"] = ["withdrawn", "injected"],
            // Side by side: May and its day, this month and today.
            ["day"] = ["2026-05-20", today],
            ["month"] = [.. months, thisMonth],
            ["year"] = ["2026"],
            ["at"] = ["2026-05-20T09:00:00Z", midnight],
            ["from"] = ["2026-05-20T00:00:00Z", "1", "2026-05-20", midnight],
            ["to"] = ["2026-05-20T06:00:00Z", "2", "2026-05-21", InstantPattern.General.Format(MarketHour.StartOf(town.Today.PlusDays(1)))],
            ["format"] = ["json", "csv"],
            ["account"] = ["member", "retained", "transit"],
            ["fund"] = [""],
            ["dayColumn"] = ["Data"],
            ["amountColumn"] = ["Importo"],
            ["wordsColumn"] = ["Causale"],
            ["layout"] = ["Banca di prova"],
            ["decimalMark"] = [","],
            ["dayForm"] = ["uuuu-MM-dd"],
            ["table"] = ["points", "findings", "months", "entries"],
            ["before"] = ["999999999"],
            ["after"] = ["0"],
            ["take"] = ["100"],
            ["skip"] = ["0"],
            ["all"] = ["true", "1"],
            ["definition"] = ["zq"],
            ["status"] = ["Running"],
            ["version"] = ["1"],
            ["ids"] = ["zq"],
            ["lang"] = ["it", "en"],
            ["file"] = ["ZQ-CURVA.csv"],
            ["profile"] = ["CerAutomation"],
            ["direction"] = ["withdrawn"],
            ["confirmed"] = ["true"],
            ["confirm"] = ["true"],
            ["sha256"] = [Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("c"u8))],
            ["instance"] = ["zq"],
            ["community"] = communities,
            ["var-community"] = [$"{town.Community.Value}", $"{town.Another.Value}"],
        };
        return new(places, questions, [.. Bodies(town, points, members, documents, letters, runs)], town, points);
    }

    /// <summary>Places and questions of which nobody has thought.</summary>
    public IEnumerable<string> Unknown(Door door) =>
        door.Places.Where(place => !_places.ContainsKey(place))
            .Concat(door.Questions.Where(name => !_questions.ContainsKey(name)).Select(name => $"?{name}="))
            .Select(what => $"{door}: {what}");

    /// <summary>Every way in which this address can ask for the marked member.</summary>
    public IEnumerable<Call> Calls(Door door)
    {
        if (BoardCalls.IsOne(door)) return BoardCalls.Of(door, _town, _points);
        var paths = Filled(door, 0, []).SelectMany(parts => Asked(door).Select(asked => Path(door, parts) + asked));
        // Whatever an address asks for, who is meant may be put behind it.
        var calls = paths.SelectMany(path => door.Method is "GET" or "HEAD"
            ? (IEnumerable<Call>)[new Call(path, null)]
            : _bodies.Select(body => new Call(path, body)));
        return calls.Take(MostVariants);
    }

    private static IEnumerable<string> Bodies(
        WalledTown town, string[] points, string[] members, string[] documents, string[] letters, string[] runs)
    {
        foreach (var community in (string[])[WalledTown.Here, WalledTown.Elsewhere])
        {
            yield return JsonSerializer.Serialize(new Dictionary<string, object?>
            {
                ["community"] = community,
                ["member"] = town.Bruno,
                ["memberId"] = town.Bruno,
                ["members"] = members,
                ["point"] = int.Parse(points[0], null),
                ["points"] = points,
                ["pod"] = WalledTown.HomePod,
                ["device"] = WalledTown.Device,
                ["id"] = documents[0],
                ["letter"] = letters[0],
                ["run"] = runs[0],
                ["person"] = town.Person,
                ["login"] = community == WalledTown.Here ? WalledTown.Login : $"intruso{town.Bruno}",
                ["email"] = "intruso@altrove.example",
                ["name"] = "Intruso",
                ["password"] = "quattro parole sbagliate",
                ["code"] = "000000",
                ["roles"] = new object[]
                {
                    new { role = "member", community, member = members[1] }, new { role = "administrator", community },
                },
                ["month"] = "2026-05",
                ["day"] = "2026-05-20",
                ["from"] = "2026-05-20T00:00:00Z",
                ["to"] = "2026-05-21T00:00:00Z",
                ["at"] = "2026-05-20T09:00:00Z",
                ["flow"] = "withdrawn",
                ["kind"] = "accepted",
                ["kinds"] = new[] { "statement" },
                ["reason"] = "prova",
                ["text"] = "prova",
                ["token"] = "x",
                ["username"] = "ZQ-nobody",
                ["resource_id"] = WalledTown.Resource,
                ["property_name"] = "period",
                ["property_value"] = "x",
                ["timestamp"] = "20260520120000",
            });
        }
    }

    private static string Path(Door door, IReadOnlyList<string> parts)
    {
        var (next, path) = (0, new List<string>());
        foreach (var part in door.Pattern.Split('/'))
            path.Add(part.StartsWith('{') ? string.Join('/', parts[next++].Split('/').Select(Uri.EscapeDataString)) : part);
        return string.Join('/', path);
    }

    private IEnumerable<IReadOnlyList<string>> Filled(Door door, int place, IReadOnlyList<string> before)
    {
        if (place == door.Places.Count) return [before];
        return _places[door.Places[place]].SelectMany(value => Filled(door, place + 1, [.. before, value]));
    }

    /// <summary>The questions with their first values, then their second ones, and so on.</summary>
    private IEnumerable<string> Asked(Door door)
    {
        string[] names = [.. door.Questions.Concat(door.Pattern.Contains("/mine", StringComparison.Ordinal) ? ["member"]
            : door.Pattern.Contains("/dashboards", StringComparison.Ordinal) ? ["member", "community", "var-community"] : []).Distinct()];
        if (names.Length == 0) return [""];
        return Enumerable.Range(0, names.Max(name => _questions[name].Length)).Select(turn => "?" + string.Join('&', names.Select(
            name => $"{name}={Uri.EscapeDataString(_questions[name][turn % _questions[name].Length])}")));
    }

    /// <summary>A call: where, and with which body.</summary>
    internal sealed record Call(string Path, string? Body);
}
