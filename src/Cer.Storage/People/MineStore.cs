using System.Data;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Demo;
using Cer.Operations.Mine;
using Cer.Operations.People;
using Cer.Storage.Documents;
using Cer.Storage.Mine;
using NodaTime;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Reads the views of mine.* as the role that may read nothing else.</summary>
/// <remarks>Which rows there are is decided by the database from the token, not by the conditions here.</remarks>
public sealed class MineStore : IMineStore, IAsyncDisposable
{

    private const string ProfilesSql = """
        select community_id, member_id, community, community_name, name, category, rules
        from mine.profile order by community, member_id
        """;

    private const string MandatesSql = """
        select id, community, community_name, member, from_day, to_day from mine.mandate order by community_name, member, id
        """;

    private const string PointsSql = """
        select pod_id, label, from_day, to_day from mine.point
        where community_id = $1 and member_id = $2 order by pod_id, from_day
        """;

    private const string MonthsSql = """
        select month, status, state, withdrawn_ukwh, injected_ukwh, shared_ukwh, tip_cents, cac_cents, surplus_cents
        from mine.month where community_id = $1 and member_id = $2 order by month
        """;

    private const string HoursSql = """
        select starts_at, sum(withdrawn_ukwh)::bigint, sum(injected_ukwh)::bigint,
          count(withdrawn_ukwh) filter (where unit_id = 0),
          bool_or(unit_id <> 0 and injected_ukwh is null),
          (array['measured', 'estimated', 'calculated'])[
            max(array_position(array['measured', 'estimated', 'calculated'], quality::text))]
        from mine.hour where community_id = $1 and member_id = $2 and starts_at >= $3 and starts_at < $4
        group by starts_at order by starts_at
        """;

    private const string DocumentsSql = """
        select document.id, document.year, document.number, document.kind, document.month, document.language,
          document.made_at, document.sha256, document.bytes, document.pages, former.year, former.number
        from mine.document as document
        left join mine.document as former
          on former.community_id = document.community_id and former.id = document.replaces
        where document.community_id = $1 and document.member_id = $2 order by document.id desc
        """;

    private const string PaymentsSql = """
        select on_day, cents, retained_cents, booked_on, returned_on from mine.payment
        where community_id = $1 and member_id = $2 order by payout desc
        """;

    private const string RecalculationsSql = """
        select corrects, month, coalesce(published, (taken_at at time zone 'Europe/Rome')::date), tip_cents + cac_cents + surplus_cents
        from mine.recalculation where community_id = $1 and member_id = $2 order by corrects, taken_at
        """;

    private const string YearsSql = """
        select year, number, paper, pages, sha256, made_at from mine.year_paper
        where community_id = $1 and member_id = $2 order by year desc, number desc
        """;

    private const string YearPdfSql = """
        select content from mine.year_paper where community_id = $1 and member_id = $2 and year = $3 and number = $4
        """;

    private readonly NpgsqlDataSource _db;

    /// <param name="connectionString">The way in of the role cer_member.</param>
    public MineStore(string connectionString)
    {
        // Seat belts; what protects is that the role may read nothing else.
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options =
            $"{settings.Options} -c default_transaction_read_only=on -c statement_timeout=20s".TrimStart();
        _db = Database.Open(settings.ConnectionString);
    }

    public Task<IReadOnlyList<MineProfile>> ProfilesAsync(
        SecretToken token, long? mandate, CancellationToken cancellation) => ListAsync(
        token,
        mandate,
        ProfilesSql,
        row => new MineProfile(
            new(row.GetInt32(0)),
            row.GetInt32(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetFieldValue<string[]>(6).Any(DemoRules.IsInvented))
        { Mandate = mandate },
        cancellation);

    public Task<IReadOnlyList<MineMandate>> MandatesAsync(SecretToken token, CancellationToken cancellation) => ListAsync(
        token,
        null,
        MandatesSql,
        row => new MineMandate(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.ReadDay(4), row.ReadDay(5)),
        cancellation);

    public Task<IReadOnlyList<MinePoint>> PointsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => ListAsync(
        token,
        profile.Mandate,
        PointsSql,
        row => new MinePoint(
            row.GetInt32(0), row.GetString(1), row.ReadDay(2), row.IsDBNull(3) ? null : row.ReadDay(3)),
        cancellation,
        profile.Community.Value,
        profile.Member);

    public Task<IReadOnlyList<MineMonth>> MonthsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => ListAsync(
        token,
        profile.Mandate,
        MonthsSql,
        row => new MineMonth(
            row.ReadMonth(0),
            row.GetString(1),
            row.GetString(2),
            row.ReadEnergy(3),
            row.ReadEnergy(4),
            row.ReadEnergy(5),
            row.ReadMoney(6),
            row.ReadMoney(7),
            row.ReadMoney(8)),
        cancellation,
        profile.Community.Value,
        profile.Member);

    public Task<IReadOnlyList<MineRecalculation>> RecalculationsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => ListAsync(
        token,
        profile.Mandate,
        RecalculationsSql,
        row => new MineRecalculation(row.ReadMonth(0), row.ReadMonth(1), row.ReadDay(2), new(row.GetInt64(3))),
        cancellation,
        profile.Community.Value,
        profile.Member);

    public Task<IReadOnlyList<MinePayment>> PaymentsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => ListAsync(
        token,
        profile.Mandate,
        PaymentsSql,
        row => new MinePayment(
            row.ReadDay(0),
            new(row.GetInt64(1)),
            new(row.GetInt64(2)),
            row.IsDBNull(3) ? null : row.ReadDay(3),
            row.IsDBNull(4) ? null : row.ReadDay(4)),
        cancellation,
        profile.Community.Value,
        profile.Member);

    public Task<IReadOnlyList<MineDocument>> DocumentsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => ListAsync(
        token,
        profile.Mandate,
        DocumentsSql,
        row => new MineDocument(
            row.GetInt64(0),
            new(row.GetInt32(1), row.GetInt32(2)),
            DocumentColumns.Kind(row.GetString(3)),
            row.ReadMonth(4),
            DocumentColumns.Language(row.GetString(5)),
            row.ReadInstant(6),
            row.GetFieldValue<byte[]>(7),
            row.GetInt32(8),
            row.GetInt32(9),
            row.IsDBNull(10) ? null : new(row.GetInt32(10), row.GetInt32(11))),
        cancellation,
        profile.Community.Value,
        profile.Member);

    public Task<IReadOnlyList<MineYearPaper>> YearPapersAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => ListAsync(
        token,
        profile.Mandate,
        YearsSql,
        row => new MineYearPaper(
            row.GetInt32(0),
            row.GetInt32(1),
            row.GetInt32(2),
            row.GetInt32(3),
            Convert.ToHexStringLower(row.GetFieldValue<byte[]>(4)),
            row.ReadInstant(5)),
        cancellation,
        profile.Community.Value,
        profile.Member);

    public async Task<byte[]?> YearPdfAsync(
        SecretToken token, MineProfile profile, int year, int number, CancellationToken cancellation) =>
        await ListAsync(
            token,
            profile.Mandate,
            YearPdfSql,
            row => row.GetFieldValue<byte[]>(0),
            cancellation,
            profile.Community.Value,
            profile.Member,
            year,
            number) is [var pdf, ..] ? pdf : null;

    public Task<IReadOnlyList<MineHour>> HoursAsync(
        SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation) => ListAsync(
        token,
        profile.Mandate,
        HoursSql,
        row => new MineHour(
            MarketHour.StartingAt(row.ReadInstant(0)),
            row.ReadEnergyOrNone(1),
            row.ReadEnergyOrNone(2),
            checked((int)row.GetInt64(3)),
            row.GetBoolean(4),
            row.ReadText(5) is { } word ? CodeLists.Qualities.Value(word) : null),
        cancellation,
        profile.Community.Value,
        profile.Member,
        span.Start.ToUtc(),
        span.End.ToUtc());

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        SecretToken token,
        long? mandate,
        string sql,
        Func<NpgsqlDataReader, T> make,
        CancellationToken cancellation,
        params object?[] values)
    {
        await using var connection = await _db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.ReadCommitted, cancellation);
        await MineDoor.EnterAsync(connection, token, mandate, null, cancellation);
        return await connection.ListAsync(sql, make, cancellation, values);
    }
}
