using System.Text.Json;
using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Reconciling;

/// <summary>GSE's statements in PostgreSQL: a file's lines are written together, and taken back by one row.</summary>
public sealed class StatementStore(NpgsqlDataSource db) : IStatementStore
{
    private const string ProfilesSql = """
        select distinct on (name) version, body::text from core.statement_profile where community_id = $1 order by name, version desc
        """;

    private const string AddProfileSql = """
        insert into core.statement_profile (community_id, name, version, body, made_by, made_at)
        select $1, $2, coalesce(max(version), 0) + 1, $3::json, $4, $5
        from core.statement_profile where community_id = $1 and name = $2 returning version
        """;

    private const string ImportsSql = """
        select import.id, file_name, sha256, profile, profile_version, first_month, last_month, lines,
          coalesce(person.name, imported_by), imported_at, coalesce(undoer.name, undone_by), undone_at, undo.reason
        from core.statement_import as import
        left join core.statement_undo as undo on (undo.community_id, undo.import_id) = (import.community_id, import.id)
        left join core.person as person on imported_by = 'person:' || person.id
        left join core.person as undoer on undone_by = 'person:' || undoer.id
        where import.community_id = $1 order by import.id desc limit $2
        """;

    private const string FindSql = """
        select id from core.statement_import as import where community_id = $1 and sha256 = $2 and not exists (
          select from core.statement_undo as undo where (undo.community_id, undo.import_id) = (import.community_id, import.id))
        """;

    private const string AddSql = """
        insert into core.statement_import
          (community_id, file_name, sha256, profile, profile_version, first_month, last_month, lines, imported_by, imported_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id
        """;

    private const string UndoSql = """
        insert into core.statement_undo (community_id, import_id, reason, undone_by, undone_at)
        select $1, id, $3, $4, $5 from core.statement_import where community_id = $1 and id = $2
        on conflict do nothing
        """;

    private const string MovedSql = """
        select exists (select from core.recalculation where community_id = $1 and import_id = $2)
        """;

    private const string ExistsSql = "select exists (select from core.statement_import where community_id = $1 and id = $2)";

    public async Task<IReadOnlyList<KeptProfile>> ProfilesAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ProfilesSql, row => new KeptProfile(ProfileOf(row.GetString(1)), row.GetInt32(0)), cancellation, community.Value);
    }

    public async Task<int> AddProfileAsync(
        CommunityId community, StatementProfile profile, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var body = JsonSerializer.Serialize(profile);
        var known = await connection.ListAsync(
            ProfilesSql, row => (Version: row.GetInt32(0), Profile: ProfileOf(row.GetString(1))), cancellation, community.Value);
        var last = known.Find(one => one.Profile.Name == profile.Name);
        if (last.Profile is not null && JsonSerializer.Serialize(last.Profile) == body) return last.Version;
        var version = await connection.ScalarAsync<int>(
            AddProfileSql, cancellation, community.Value, profile.Name.Storable(), body, who, when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return version;
    }

    public async Task<IReadOnlyList<KeptImport>> ImportsAsync(CommunityId community, int most, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ImportsSql,
            row => new KeptImport
            {
                Id = row.GetInt64(0),
                FileName = row.GetString(1),
                Sha256 = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)),
                Profile = row.GetString(3),
                ProfileVersion = row.GetInt32(4),
                First = row.ReadMonth(5),
                Last = row.ReadMonth(6),
                Lines = row.GetInt32(7),
                By = row.GetString(8),
                At = row.ReadInstant(9),
                UndoneBy = row.ReadText(10),
                UndoneAt = row.IsDBNull(11) ? null : row.ReadInstant(11),
                Reason = row.ReadText(12),
            },
            cancellation,
            community.Value,
            most);
    }

    public async Task<(long Id, bool IsNew)> ImportAsync(
        CommunityId community, NewImport import, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var before = await connection.ListAsync(FindSql, row => row.GetInt64(0), cancellation, community.Value, import.Sha256);
        if (before.Count > 0) return (before[0], false);
        var months = import.Lines.Select(line => line.Month).ToArray();
        var id = await connection.ScalarAsync<long>(
            AddSql,
            cancellation,
            community.Value,
            import.FileName.Storable(),
            import.Sha256,
            import.Profile.Profile.Name.Storable(),
            import.Profile.Version,
            Column(months.Min()),
            Column(months.Max()),
            import.Lines.Count,
            import.Who.Storable(),
            import.At.ToUtc());
        await StatementLines.WriteAsync(connection, community, id, import.Lines, cancellation);
        await transaction.CommitAsync(cancellation);
        return (id, true);
    }

    public async Task<StatementUndo> UndoAsync(
        CommunityId community, long import, string reason, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (await connection.ScalarAsync<bool>(MovedSql, cancellation, community.Value, import)) return StatementUndo.MovedMoney;
        if (await connection.RunAsync(
            UndoSql, cancellation, community.Value, import, reason.Storable(), who.Storable(), when.ToUtc()) > 0)
        {
            await transaction.CommitAsync(cancellation);
            return StatementUndo.Done;
        }

        return await connection.ScalarAsync<bool>(ExistsSql, cancellation, community.Value, import)
            ? StatementUndo.Before
            : StatementUndo.Unknown;
    }

    public async Task<IReadOnlyList<MonthStatement>> StatementsAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var lines = await StatementLines.ReadAsync(connection, community, first, last, cancellation);
        return [.. lines.GroupBy(line => line.Import, line => line.Line).OrderBy(import => import.Key)
            .SelectMany(import => MonthStatement.Of(import.Key, import))];
    }

    private static StatementProfile ProfileOf(string body) => JsonSerializer.Deserialize<StatementProfile>(body)!;

    private static DateOnly Column(MarketMonth month) => month.FirstDay.ToColumn();
}
