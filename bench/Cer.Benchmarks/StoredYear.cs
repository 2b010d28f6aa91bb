using System.Globalization;
using System.Text;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;

namespace Cer.Benchmarks;

/// <summary>A stored community with a year of hours of each point, in the order of time as meters deliver it.</summary>
internal sealed class StoredYear
{
    public const int Units = 8;
    public const int Year = 2025;

    // A digit of its own for each point and hour, the same on every machine.
    private const string FillSql = """
        insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision, injected_ukwh,
          withdrawn_ukwh, received_at, ingest_id, source, quality)
        select $1, point.id, hour, coalesce(terms.unit_id, 0), 1, 60, 1,
          case when terms.unit_id is not null then
            mod(extract(epoch from hour)::bigint / 3600 * 7919 + point.id::bigint * 104729, 9000000 + 9000::bigint * $4) end,
          mod(extract(epoch from hour)::bigint / 3600 * 6007 + point.id::bigint * 15485863, 1000000),
          now(), 0, 'csv', 'measured'
        from generate_series($2::timestamptz, $3::timestamptz - interval '1 hour', interval '1 hour') as hour
        cross join core.pod as point
        left join core.unit_terms as terms on terms.community_id = point.community_id and terms.pod_id = point.id
        where point.community_id = $1
        """;

    private StoredYear(TestDatabase database, CommunityId community, int points) =>
        (Database, Community, Points) = (database, community, points);

    public TestDatabase Database { get; }

    public CommunityId Community { get; }

    public int Points { get; }

    public static Pod PodOf(int point) => Pod.Parse(Invariant($"IT999E{point:00000000}"), null);

    public static async Task<StoredYear> CreateAsync(TestDatabase database, int points, int months = 12)
    {
        var works = new WorkStore(database.App);
        var stored = await new ImportCommunity(new CommunityStore(database.App), new LegalStore(database.App), works).RunAsync(
            Invariant($"bench-{points}"), Encoding.UTF8.GetBytes(Definition(points)), [], "bench", new(), default);
        var chance = new Random(1);
        var first = MarketHour.StartOf(new(Year, 1, 1));
        var end = MarketHour.StartOf(new LocalDate(Year, 1, 1).PlusMonths(months));
        var prices = new List<ZonePrice>();
        for (var hour = first; hour < end; hour += Duration.FromHours(1))
            prices.Add(new(MarketZone.Cnor, hour, 60, chance.Next(-1000, 25000) / 100m));
        await new PriceStore(database.App).AppendAsync(prices, "bench", default);
        await RunAsync(database, "select core.ensure_months('reading', $1, $2)", new DateOnly(Year - 1, 12, 1), new DateOnly(Year, 12, 31));
        for (var begin = first; begin < end;)
        {
            var next = new LocalDateTime(begin.InUtc().Year, begin.InUtc().Month, 1, 0, 0).PlusMonths(1).InUtc().ToInstant();
            var until = next < end ? next : end;
            await RunAsync(database, FillSql, stored!.Community.Value, begin.ToDateTimeUtc(), until.ToDateTimeUtc(), points);
            begin = until;
        }

        await RunAsync(
            database,
            """
            insert into core.arrival_day (community_id, day, arrival)
            select community_id, (starts_at at time zone 'Europe/Rome')::date, max(arrival) from core.reading
            where community_id = $1 group by 1, 2
            """,
            stored!.Community.Value);
        await RunAsync(database, "vacuum analyze");
        return new(database, stored!.Community, points);
    }

    private static async Task RunAsync(TestDatabase database, string sql, params object[] values)
    {
        await using var command = database.Admin.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static string Definition(int points)
    {
        var text = new StringBuilder("name: Banco\nconfiguration: CER\nconstituted_on: 2024-03-01\nmembers:\n");
        for (var i = 0; i < points; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: m{i}, name: Membro {i}, category: ")
                .Append(i % 5 == 0 ? "local_authority}\n" : "natural_person}\n");
        }

        text.Append("pods:\n");
        for (var i = 0; i < points; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{pod: IT999E{i:00000000}, member: m{i}, from: 2024-03-01}}\n");
        text.Append("plants:\n");
        for (var i = 0; i < Units; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: UP-{i}, pod: IT999E{i:00000000}, source: photovoltaic,")
                .Append(CultureInfo.InvariantCulture, $" market_zone: CNOR, fc_area: Centro, power_kw: {20 + (10 * i)},")
                .Append(CultureInfo.InvariantCulture, $" in_service: 2024-0{4 + (i % 5)}-10, grant_percent: {(i % 2 == 0 ? 20 : 0)}}}\n");
        }

        text.Append("distribution:\n  steps:\n    - {fund: gestione, percent: 10}\n")
            .Append("    - {class: tutti, rest: true, members: all, key: shared_hourly}\n");
        return text.Append("  surplus: {members: non_enterprises, key: shared_hourly, otherwise: sociale}\n").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
