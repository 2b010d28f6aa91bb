using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Storage.Reconciling;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Closing;

/// <summary>The closing of months in PostgreSQL: rows are added under the community's lock, and none is ever changed.</summary>
public sealed class ClosingStore(NpgsqlDataSource db) : IClosingStore
{
    private const string HistorySql = """
        select revision, state, run_id, changed_by, coalesce(readings_at, changed_at), reason, reasons
        from core.month_state where community_id = $1 and month = $2 order by revision desc
        """;

    private const string AcceptancesSql = """
        select made.id, pod.code, made.unit_id is null, unit.code, made.from_at, made.to_at, made.kind, made.author,
          made.reason, made.at, back.author, back.reason, back.at
        from core.hour_acceptance as made
        join core.pod as pod on pod.community_id = made.community_id and pod.id = made.pod_id
        left join core.unit as unit on unit.community_id = made.community_id and unit.id = made.unit_id
        left join core.hour_acceptance as back on back.community_id = made.community_id and back.withdraws = made.id
        where made.community_id = $1 and made.month = $2 and made.kind <> 'withdrawn'
        order by made.id
        """;

    private const string AcceptSql = """
        insert into core.hour_acceptance (community_id, month, pod_id, unit_id, from_at, to_at, kind, author, reason, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id
        """;

    private const string WithdrawnSql = """
        select exists (select from core.hour_acceptance where community_id = $1 and withdraws = made.id)
        from core.hour_acceptance as made
        where made.community_id = $1 and made.month = $2 and made.id = $3 and made.kind <> 'withdrawn'
        """;

    private const string WithdrawSql = """
        insert into core.hour_acceptance (community_id, month, pod_id, unit_id, from_at, to_at, kind, withdraws, author,
          reason, at)
        select community_id, month, pod_id, unit_id, from_at, to_at, 'withdrawn', id, $3, $4, $5
        from core.hour_acceptance where community_id = $1 and id = $2
        """;

    private const string PassSql = """
        insert into core.month_state (community_id, month, revision, state, run_id, changed_by, reason, reasons, readings_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public async Task<MonthStanding?> StandingAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.Connection.StandingAsync(community, month, cancellation);
    }

    public async Task<IReadOnlyList<MonthChange>> HistoryAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            HistorySql,
            row => new MonthChange(
                row.GetInt32(0),
                Words.State(row.GetString(1)),
                row.GetInt64(2),
                row.GetString(3),
                row.ReadInstant(4),
                row.ReadText(5),
                row.GetFieldValue<string[]>(6)),
            cancellation,
            community.Value,
            month.ToColumn());
    }

    public async Task<IReadOnlyList<HourAcceptance>> AcceptancesAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            AcceptancesSql,
            row => new HourAcceptance(
                row.GetInt64(0),
                row.GetString(1),
                row.GetBoolean(2),
                row.ReadText(3),
                row.ReadInstant(4),
                row.ReadInstant(5),
                CodeLists.Acceptances.Value(row.GetString(6)),
                row.GetString(7),
                row.GetString(8),
                row.ReadInstant(9),
                row.IsDBNull(10) ? null : new(row.GetString(10), row.GetString(11), row.ReadInstant(12))),
            cancellation,
            community.Value,
            month.ToColumn());
    }

    public async Task<bool> HasWorkAsync(CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.Connection.HasWorkAsync(community, month, cancellation);
    }

    public async Task<IReadOnlyList<CorrectionLine>> CorrectionsAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var book = new CorrectionBook(connection, community);
        return
        [
            .. await book.TakenAsync(cancellation),
            .. await RecalculationRows.LinesAsync(connection, community, cancellation),
            .. await book.PendingAsync(cancellation),
        ];
    }

    public async Task<long?> AcceptAsync(NewAcceptance acceptance, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(acceptance.Community.Value, cancellation);
        if (await connection.Connection.StandingAsync(acceptance.Community, acceptance.Month, cancellation) is { IsClosed: true })
            return null;
        var id = await connection.ScalarAsync<long>(
            AcceptSql,
            cancellation,
            acceptance.Community.Value,
            acceptance.Month.ToColumn(),
            acceptance.Point,
            acceptance.Unit,
            acceptance.From.ToUtc(),
            acceptance.To.ToUtc(),
            CodeLists.Acceptances.Word(acceptance.Kind),
            acceptance.Author.Storable(),
            acceptance.Reason.Storable(),
            acceptance.At.ToUtc());
        await transaction.CommitAsync(cancellation);
        return id;
    }

    public async Task<WithdrawOutcome> WithdrawAsync(
        CommunityId community,
        YearMonth month,
        long acceptance,
        string author,
        string reason,
        Instant at,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (await connection.Connection.StandingAsync(community, month, cancellation) is { IsClosed: true })
            return WithdrawOutcome.MonthClosed;
        var gone = await connection.ScalarAsync<bool?>(
            WithdrawnSql, cancellation, community.Value, month.ToColumn(), acceptance);
        if (gone is null) return WithdrawOutcome.Unknown;
        if (gone.Value) return WithdrawOutcome.AlreadyWithdrawn;
        await connection.RunAsync(
            WithdrawSql,
            cancellation,
            community.Value,
            acceptance,
            author.Storable(),
            reason.Storable(),
            at.ToUtc());
        await transaction.CommitAsync(cancellation);
        return WithdrawOutcome.Done;
    }

    public async Task<PassOutcome> PassAsync(MonthPass pass, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(pass.Community.Value, cancellation);
        var now = await connection.Connection.StandingAsync(pass.Community, pass.Month, cancellation);
        if (now is null || now.Revision != pass.Seen.Revision)
        {
            return Conflict(
                "Found the month changed by somebody else meanwhile, expected it as it was looked at: look at it again.");
        }

        if (!pass.Seen.IsClosed
            && ((now.Run, now.LastAcceptance) != (pass.Seen.Run, pass.Seen.LastAcceptance)
                || await connection.Connection.HasWorkAsync(pass.Community, pass.Month, cancellation)))
        {
            return Conflict(
                "Found readings, prices or decisions that came in meanwhile, expected the month as it was looked at: look at"
                + " it again.");
        }

        await connection.RunAsync(
            PassSql,
            cancellation,
            pass.Community.Value,
            pass.Month.ToColumn(),
            now.Revision + 1,
            Words.Of(pass.To),
            now.Run,
            pass.Who.Storable(),
            pass.Reason?.Storable(),
            pass.Reasons.Select(reason => reason.Storable()).ToArray(),
            pass.At.ToUtc());
        var taken = pass.To == MonthState.Closed && now.IsOldestOpen
            ? await new CorrectionBook(connection, pass.Community).TakeAsync(pass.Month, pass.Who.Storable(), cancellation)
            : 0;
        await transaction.CommitAsync(cancellation);
        return new PassOutcome.Passed(now.Revision + 1, taken);
    }

    private static PassOutcome.Conflict Conflict(string sentence) => new(sentence);
}
