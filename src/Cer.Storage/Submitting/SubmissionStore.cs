using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using Cer.Storage.Auditing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Submitting;

/// <summary>Packages in PostgreSQL: a row and its entry in the audit log come together.</summary>
public sealed class SubmissionStore(NpgsqlDataSource db) : ISubmissionStore
{
    private const string ThereSql =
        "select id from core.submission where community_id = $1 and month = $2 and kind = $3 and revision = $4";

    private const string TextSql = """
        select core.submission_key($1, $2, $3, $4),
          core.package_text($2, $3, $4, $5, $6, $7, $8, array(select encode(sha256(content), 'hex')
            from unnest($9::bytea[]) with ordinality as file (content, place) order by place))
        """;

    private const string AddSql = """
        insert into core.submission (community_id, id, month, kind, revision, reason, checklist, author, at, chain_seq)
        select $1, coalesce((select max(id) from core.submission where community_id = $1), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
        returning id
        """;

    private const string FilesSql = """
        insert into core.submission_file (community_id, submission_id, ordinal, name, media_type, size_bytes, sha256, content)
        select $1, $2, place, name, type, octet_length(content), sha256(content), content
        from unnest($3::text[], $4::text[], $5::bytea[]) with ordinality as file (name, type, content, place)
        """;

    private const string StepTextSql = """
        select core.submission_key(community_id, month, kind, revision), core.step_text($3, $4, $5, $6::jsonb),
          (select count(*)::int from core.submission_step as step where step.community_id = $1 and step.submission_id = $2)
        from core.submission where community_id = $1 and id = $2
        """;

    private const string StepSql = """
        insert into core.submission_step (community_id, submission_id, step, kind, protocol, detail, author, at, chain_seq)
        values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)
        """;

    private const string FileSql = """
        select name, media_type, content from core.submission_file where community_id = $1 and submission_id = $2 order by ordinal
        """;

    private const string ClaimSql = "select pg_try_advisory_lock(hashtext('core.submission.' || $1), $2)";

    public async Task<(int Id, bool IsNew)> AddAsync(CommunityId community, NewSubmission made, CancellationToken cancellation)
    {
        if (PackageCheck.Problem(made.Package) is { } problem) throw new ArgumentException(problem, nameof(made));
        var (month, kind) = (made.Month.ToColumn(), made.Kind.Word());
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Connection.TakeTurnAsync(community.Value, cancellation);
        if (await connection.ScalarAsync<int?>(ThereSql, cancellation, community.Value, month, kind, made.Revision) is { } there)
            return (there, false);
        var checklist = made.Package.Checklist.Select(sentence => sentence.Storable()).ToArray();
        var names = made.Package.Files.Select(file => file.Name).ToArray();
        var types = made.Package.Files.Select(file => file.MediaType).ToArray();
        var contents = made.Package.Files.Select(file => file.Bytes.ToArray()).ToArray();
        var (key, text) = (await connection.ListAsync(
            TextSql, row => (row.GetString(0), row.GetString(1)), cancellation,
            community.Value, month, kind, made.Revision, Text(made.Reason), checklist, names, types, contents)).Single();
        var entry = await connection.Connection.AddToChainAsync(
            community.Value, made.At, made.Author, "submission.prepared", key, text, cancellation);
        var id = await connection.ScalarAsync<int>(
            AddSql, cancellation, community.Value, month, kind, made.Revision, Text(made.Reason), checklist,
            ChainTable.Who(made.Author), made.At.ToUtc(), entry);
        await connection.RunAsync(FilesSql, cancellation, community.Value, id, names, types, contents);
        await transaction.CommitAsync(cancellation);
        return (id, true);
    }

    public async Task<bool> StepAsync(Submission seen, SubmissionStep step, CancellationToken cancellation)
    {
        var (community, number, kind) = (seen.Community.Value, seen.Steps.Count + 1, step.Kind.Word());
        var detail = SubmissionRows.Detail(step);
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Connection.TakeTurnAsync(community, cancellation);
        var (key, text, steps) = (await connection.ListAsync(
            StepTextSql, row => (row.GetString(0), row.GetString(1), row.GetInt32(2)), cancellation,
            community, seen.Id, number, kind, Text(step.Protocol), detail)).Single();
        if (steps != seen.Steps.Count) return false;
        var entry = await connection.Connection.AddToChainAsync(
            community, step.At, step.Who, $"submission.{kind}", key, text, cancellation);
        await connection.RunAsync(
            StepSql, cancellation, community, seen.Id, number, kind, Text(step.Protocol), detail, ChainTable.Who(step.Who),
            step.At.ToUtc(), entry);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async Task<Submission?> FindAsync(CommunityId community, int id, CancellationToken cancellation) =>
        (await SubmissionRows.ReadAsync(db, community, SubmissionRows.One, cancellation, id)).SingleOrDefault();

    public async Task<Submission?> LastAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, CancellationToken cancellation) =>
        (await SubmissionRows.ReadAsync(db, community, SubmissionRows.OfMonth, cancellation, month.ToColumn(), kind.Word()))
            .SingleOrDefault();

    public Task<IReadOnlyList<Submission>> ListAsync(CommunityId community, int limit, CancellationToken cancellation) =>
        SubmissionRows.ReadAsync(db, community, SubmissionRows.Newest, cancellation, limit);

    public async Task<IReadOnlyList<SubmissionFile>> FilesAsync(CommunityId community, int id, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            FileSql,
            row => new SubmissionFile(row.GetString(0), row.GetString(1), Content(row)),
            cancellation,
            community.Value,
            id);
    }

    public async Task<IAsyncDisposable?> ClaimAsync(CommunityId community, int id, CancellationToken cancellation)
    {
        var connection = await db.OpenConnectionAsync(cancellation);
        try
        {
            if (await connection.ScalarAsync<bool>(ClaimSql, cancellation, community.ToString(), id))
                return new SubmissionClaim(connection, community, id);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static ReadOnlyMemory<byte> Content(NpgsqlDataReader row) => row.IsDBNull(2) ? default : row.GetFieldValue<byte[]>(2);

    private static string? Text(string? text) => text?.Storable();
}
