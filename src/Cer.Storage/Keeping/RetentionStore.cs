using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Keeping;

/// <summary>Terms of keeping, and what was removed, in PostgreSQL.</summary>
/// <remarks>The role of the program may remove nothing: a function of the schema's owner does, and asks for itself.</remarks>
public sealed class RetentionStore(NpgsqlDataSource db) : IRetentionStore
{
    private const string TermsSql = """
        select community.code, newest.quarter_months, newest.hour_months, newest.reason, newest.author, newest.decided_at
        from core.community as community
        left join lateral (
          select * from core.retention_term as term where term.community_id = community.id order by id desc limit 1)
          as newest on true
        order by community.code
        """;

    private const string DecideSql = """
        insert into core.retention_term (community_id, id, quarter_months, hour_months, reason, author, decided_at)
        select $1, coalesce((select max(id) from core.retention_term where community_id = $1), 0) + 1, $2, $3, $4, $5, $6
        """;

    private const string PlanSql = "select kind, month, rows, bytes, obstacle from core.retention_plan() order by month, kind desc";

    private const string RetireSql = "select problem, coalesce(rows, 0), coalesce(bytes, 0) from core.retire_month($1, $2, $3, $4)";

    private const string ActsSql =
        "select kind, month, rows, bytes, months, who, why, at from core.retention_act order by month, kind desc";

    public async Task<IReadOnlyList<RetentionTerm>> TermsAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            TermsSql,
            row => new RetentionTerm(
                row.GetString(0),
                row.ReadValue<int>(1),
                row.ReadValue<int>(2),
                row.ReadText(3),
                row.ReadText(4),
                row.IsDBNull(5) ? null : row.ReadInstant(5)),
            cancellation);
    }

    public async Task DecideAsync(
        CommunityId community,
        int? quarterMonths,
        int? hourMonths,
        string reason,
        string author,
        Instant at,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        await using var command = connection.Command(
            DecideSql, community.Value, quarterMonths, hourMonths, reason.Storable(), author.Storable(), at.ToUtc());
        foreach (var place in new[] { 1, 2 }) command.Parameters[place].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer;
        await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyList<OldMonth>> PlanAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var command = connection.Command(PlanSql);
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var months = new List<OldMonth>();
        while (await row.ReadAsync(cancellation))
            months.Add(new(Kind(row.GetString(0)), row.ReadMonth(1), row.GetInt64(2), row.GetInt64(3), row.ReadText(4)));
        return months;
    }

    public async Task<OldMonth> RetireAsync(
        KeptKind kind, YearMonth month, string who, string why, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        // Counting the hours of a month takes as long as it takes.
        await using var command = connection.Command(
            RetireSql, Word(kind), month.ToColumn(), who.Storable(), why.Storable());
        command.CommandTimeout = 0;
        try
        {
            await using var row = await command.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            return new(kind, month, row.GetInt64(1), row.GetInt64(2), row.ReadText(0));
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // Somebody else removed it while this waited for it.
            return new(kind, month, 0, 0, OldMonth.InUse);
        }
    }

    public async Task<long> ForgetAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var command = connection.Command("select messages from core.forget_messages()");
        command.CommandTimeout = 0;
        var messages = (long)(await command.ExecuteScalarAsync(cancellation))!;
        await using var desk = connection.Command("select core.forget_desk()");
        desk.CommandTimeout = 0;
        await desk.ExecuteNonQueryAsync(cancellation);
        await connection.RunAsync("select core.forget_desk_papers()", cancellation);
        await connection.RunAsync("select core.forget_gse_requests()", cancellation);
        await connection.RunAsync("select core.forget_bank()", cancellation);
        await connection.RunAsync("select core.forget_packages()", cancellation);
        await connection.RunAsync("select core.forget_letter_choices()", cancellation);
        await connection.RunAsync("select core.forget_address_marks()", cancellation);
        return messages;
    }

    public async Task<IReadOnlyList<RetentionAct>> ActsAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ActsSql,
            row => new RetentionAct(
                Kind(row.GetString(0)),
                row.ReadMonth(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetInt32(4),
                row.GetString(5),
                row.GetString(6),
                row.ReadInstant(7)),
            cancellation);
    }

    private static string Word(KeptKind kind) => kind == KeptKind.QuarterHours ? "reading" : "energy_hour";

    private static KeptKind Kind(string word) => word == "reading" ? KeptKind.QuarterHours : KeptKind.Hours;
}
