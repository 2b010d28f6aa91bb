using System.Globalization;
using System.Text;
using Cer.Database.Tests;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Dashboards;
using NodaTime;

namespace Cer.Benchmarks.Boards;

/// <summary>
/// A community of 1 000 members with 1 020 points and a year of hours until today, whose sums the database's own functions made.
/// CER_BENCH_POINTS sets how many points; one in fifty has a roof, and every twentieth member is the municipality's.
/// </summary>
internal sealed class BoardTown
{
    public const string Code = "bench-boards";
    private const int Usual = 1020;

    // A day by the sun and one by people, with a digit of its own for each point and hour, the same on every machine.
    private const string HoursSql = """
        insert into core.energy_hour (community_id, pod_id, starts_at, unit_id, revision, injected_ukwh, withdrawn_ukwh, quality)
        select $1, point.id, hour, coalesce(terms.unit_id, 0), 1,
          case when terms.unit_id is not null then (9000000 * greatest(0, sin((extract(hour from hour) - 5) / 13.0 * pi())))::bigint
            + mod(point.id::bigint * 104729, 10000) end,
          mod(extract(epoch from hour)::bigint / 3600 * 6007 + point.id::bigint * 15485863, 1000000), 'measured'
        from generate_series($2::timestamptz, $3::timestamptz - interval '1 hour', interval '1 hour') as hour
        cross join core.pod as point
        left join core.unit_terms as terms on terms.community_id = point.community_id and terms.pod_id = point.id
        where point.community_id = $1
        union all
        select $1, terms.pod_id, hour, 0, 1, null, mod(extract(epoch from hour)::bigint / 3600 * 6007, 1000000), 'measured'
        from generate_series($2::timestamptz, $3::timestamptz - interval '1 hour', interval '1 hour') as hour
        join core.unit_terms as terms on terms.community_id = $1
        """;

    private const string MonthsSql = """
        with run as (
          insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids, input_sha256,
            program, asked_by, made_at)
          values ($1, 1, $2::date, ($3::date - interval '1 month')::date, 'partial', '{prova}', sha256('bench'), 'bench', 'bench', now())
          returning id),
        months as (
          insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh,
            tip_cents, cac_cents)
          select $1, month::date, run.id, 'partial', '{gap}', 90000000000, 150000000000, 80000000000, 700000, 80000
          from run, generate_series($2::date::timestamp, $3::date - interval '1 month', '1 month') as month)
        insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh, shared_ukwh,
          tip_cents, cac_cents)
        select $1, month::date, run.id, member.id, 150000000, 0, 60000000 + member.id * 1000, 500 + mod(member.id, 400), 60
        from run, generate_series($2::date::timestamp, $3::date - interval '1 month', '1 month') as month, core.member as member
        where member.community_id = $1
        """;

    private const string PeopleSql = """
        with made as (
          insert into core.person (login, name) select 'bench' || member.id, 'Persona ' || member.id
          from core.member as member where member.community_id = $1 order by member.id limit $2
          returning id, login),
        roles as (
          insert into core.person_role (person_id, role, community_id, member_id)
          select made.id, 'member', $1, substr(made.login, 6)::int from made)
        insert into core.person_session (token_sha256, person_id, idle_until, expires_at)
        select sha256(convert_to(token.text, 'UTF8')), made.id, now() + interval '1 day', now() + interval '1 day'
        from (select made.*, row_number() over (order by made.id) as place from made) as made
        join unnest($3::text[]) with ordinality as token (text, place) using (place)
        """;

    private BoardTown(TestDatabase database, CommunityId community) => (Database, Community) = (database, community);

    public TestDatabase Database { get; }

    public CommunityId Community { get; }

    /// <summary>From where on there are hours, and until when.</summary>
    public static (Instant From, Instant To) Span
    {
        get
        {
            var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
            return (Instant.FromDateTimeUtc(today.AddYears(-1)), Instant.FromDateTimeUtc(today));
        }
    }

    private static int Points =>
        int.TryParse(Environment.GetEnvironmentVariable("CER_BENCH_POINTS"), out var points) ? points : Usual;

    public static async Task<BoardTown> CreateAsync(TestDatabase database)
    {
        var stored = await new ImportCommunity(new CommunityStore(database.App), new LegalStore(database.App), new WorkStore(database.App))
            .RunAsync(Code, Encoding.UTF8.GetBytes(Definition(Points, Points * 1000 / Usual)), [], "bench", new(), default);
        var community = stored!.Community;
        var (from, to) = (Span.From.ToDateTimeUtc(), Span.To.ToDateTimeUtc());
        await RunAsync(
            database, "select core.ensure_months('energy_hour', $1, $2)", DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
        for (var begin = from; begin < to;)
        {
            var end = begin.AddDays(30) < to ? begin.AddDays(30) : to;
            await RunAsync(database, HoursSql, community.Value, begin, end);
            begin = end;
        }

        var (first, after) = (new DateOnly(from.Year, from.Month, 1), new DateOnly(to.Year, to.Month, 1));
        await RunAsync(database, MonthsSql, community.Value, first, after);
        await RunAsync(database, "vacuum analyze");
        var sums = new SumStore(database.App);
        while (await sums.TakeAsync(20, early: true, default) > 0)
        {
            // As the program does it, a few days at a time.
        }

        await RunAsync(database, "vacuum analyze");
        return new(database, community);
    }

    /// <summary>Gives so many members a person with a session; tells the tokens.</summary>
    public async Task<string[]> SignInAsync(int people)
    {
        string[] tokens = [.. Enumerable.Range(0, people).Select(_ => Operations.People.SecretToken.New().Text)];
        await RunAsync(Database, PeopleSql, Community.Value, people, tokens);
        return tokens;
    }

    private static async Task RunAsync(TestDatabase database, string sql, params object[] values)
    {
        await using var command = database.Admin.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static string Definition(int points, int members)
    {
        var text = new StringBuilder("name: Banco\nconfiguration: CER\nconstituted_on: 2024-03-01\nmembers:\n");
        for (var i = 0; i < members; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: m{i}, name: Membro {i}, category: {Category(i)}}}\n");
        text.Append("pods:\n");
        for (var i = 0; i < points; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{pod: IT999E{i:00000000}, member: m{i % members}, from: 2024-03-01}}\n");
        text.Append("plants:\n");
        for (var i = 0; i < points; i += 50)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: UP-{i}, pod: IT999E{i:00000000}, source: photovoltaic,")
                .Append(" market_zone: CNOR, fc_area: Centro, power_kw: 20, in_service: 2024-04-10}\n");
        }

        return text.ToString();
    }

    private static string Category(int member) => member % 20 == 0 ? "local_authority" : member % 7 == 0 ? "sme" : "natural_person";
}
