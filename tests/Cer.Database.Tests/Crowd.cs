using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Dashboards;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>An invented community of a municipality with a roof, and of as many others as a test asks for; the first of them with
/// roofs.</summary>
internal sealed class Crowd(PostgresFixture postgres, string code, int members, int producers)
{
    private static readonly MemberCategory[] Kinds =
        [MemberCategory.NaturalPerson, MemberCategory.NaturalPerson, MemberCategory.Sme, MemberCategory.ThirdSector];

    public CommunityId Community { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string Code(int member) => $"socio-{member}";

    public static async Task<Crowd> FoundAsync(PostgresFixture postgres, int members, int producers)
    {
        var crowd = new Crowd(postgres, $"c{Guid.NewGuid():N}", members, producers);
        await crowd.DeclareAsync();
        return crowd;
    }

    /// <summary>Says it again, by another definition: without the last members, if so.</summary>
    public async Task DeclareAsync(int without = 0, LocalDate? until = null)
    {
        var left = Enumerable.Range(0, members).Where(member => member >= members - without).ToHashSet();
        var stored = await postgres.Communities.SaveAsync(
            code,
            Sample.Definition with
            {
                Community = Sample.Community with
                {
                    Members =
                    [
                        new("comune", "Comune di Prova", MemberCategory.LocalAuthority, false),
                        .. Enumerable.Range(0, members).Select(
                            member => new Member(Code(member), $"Socio {member}", Kinds[member % Kinds.Length], false)),
                    ],
                    Pods =
                    [
                        new(Point(-1).Code, "comune", Voltage.Low, new(2024, 3, 1), null),
                        .. Enumerable.Range(0, members).Select(member => new PodMembership(
                            Point(member).Code, Code(member), Voltage.Low, new(2024, 3, 1), left.Contains(member) ? until : null)),
                    ],
                    Units = [.. Enumerable.Range(-1, producers + 1).Select(Unit)],
                    Distribution = new(
                        [new(null, null, new(["comune"], DistributionKey.Injected, new Dictionary<string, decimal>()))],
                        new(new(["comune"], DistributionKey.SharedHourly, new Dictionary<string, decimal>()), "fondo-sociale")),
                },
            },
            "test",
            Cancellation);
        Community = stored.Community;
    }

    /// <summary>What a point took and gave in an hour; the municipality's is -1.</summary>
    public IEnumerable<MeterHour> Hour(int member, Instant start, decimal withdrawn, decimal injected)
    {
        yield return new(Point(member), null, MarketHour.StartingAt(start), null, Sample.Kwh(withdrawn), Quality.Measured);
        if (member < producers)
            yield return new(
                Point(member), $"UP-{member}", MarketHour.StartingAt(start), Sample.Kwh(injected), null, Quality.Measured);
    }

    public async Task SumAsync(IReadOnlyList<MeterHour> hours)
    {
        await new HourStore(postgres.App).AppendAsync(Community, hours, Cancellation);
        foreach (var day in hours.Select(hour => hour.Hour.Start.InZone(MarketHour.Rome).Date).Distinct()) await SumAsync(day);
    }

    public Task<object> SumAsync(LocalDate day) => postgres.AskAsync<object>(
        "select core.sum_hours($1, $2)::text", Community.Value, day.ToDateOnly());

    public async Task<int> AgreeAsync(int member, LocalDate? from = null, LocalDate? to = null) =>
        (await new TotalConsentStore(postgres.App).GiveAsync(
            Community, Code(member), from ?? new(2024, 3, 1), to, "modulo inventato", "test",
            SystemClock.Instance.GetCurrentInstant(), Cancellation))!.Value;

    public async Task WithdrawAsync(int consent) => Assert.True(await new TotalConsentStore(postgres.App).WithdrawAsync(
        Community, consent, "non voglio più", "test", SystemClock.Instance.GetCurrentInstant(), Cancellation));

    public Task<int> NumberAsync(int member) => postgres.AskAsync<int>(
        "select id from core.member where community_id = $1 and code = $2", Community.Value, Code(member));

    private static Pod Point(int member) => Pod.Parse($"IT999E0000{7001 + member}", null);

    private static ProductionUnit Unit(int member) => Sample.Community.Units[0] with
    {
        Id = $"UP-{member}",
        Plant = $"IMPIANTO-{member}",
        Pod = Point(member).Code,
        PowerKw = 10m,
    };
}
