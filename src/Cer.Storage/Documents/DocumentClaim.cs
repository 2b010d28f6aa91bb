using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Storage.Documents;

/// <summary>A job's row, locked by an open transaction; documents join that transaction.</summary>
internal sealed class DocumentClaim(Session session, SessionTransaction transaction, DocumentJob job) : IDocumentClaim
{
    private const string MadeSql = """
        select coalesce(member_id, 0) from core.document
        where community_id = $1 and month = $2 and run_id = $3 and kind = $4 and language = $5
        """;

    // One transaction at a time adds documents to a community: none twice, and a number that is not kept is given again.
    private const string TurnSql = "select pg_advisory_xact_lock(hashtext('core.document'), $1)";

    private const string NumberSql =
        "select coalesce(max(number), 0) + 1 from core.document where community_id = $1 and year = $2";

    private const string FormerSql = """
        select id, year, number from core.document
        where community_id = $1 and month = $2 and kind = $3 and member_id is not distinct from $4::int and language = $5
        order by id desc limit 1
        """;

    private const string AddSql = """
        insert into core.document (community_id, year, number, kind, month, member_id, run_id, language, replaces, pages,
          html, content, sha256, hours, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, sha256($12), $13, $14, $15)
        """;

    private const string ProgressSql = """
        update core.job set state = $3, run_id = $4, total = $5, done = $6, faults = $7, problem = $8, ended_at = $9
        where community_id = $1 and id = $2
        """;

    public DocumentJob Job => job;

    private int Community => job.Community.Value;

    private string Language => DocumentWords.Of(job.Order.Language);

    public async Task<IReadOnlySet<int>> MadeAsync(DocumentKind kind, long run, CancellationToken cancellation)
    {
        var made = await session.ListAsync(
            MadeSql,
            row => row.GetInt32(0),
            cancellation,
            Community,
            job.Order.Month.ToColumn(),
            run,
            DocumentWords.Of(kind),
            Language);
        return made.ToHashSet();
    }

    public Task TakeTurnAsync(CancellationToken cancellation) => session.RunAsync(TurnSql, cancellation, Community);

    public Task<int> NextNumberAsync(int year, CancellationToken cancellation) =>
        session.ScalarAsync<int>(NumberSql, cancellation, Community, year);

    public async Task<(long Id, DocumentNumber Number)?> FormerAsync(
        DocumentKind kind, int? member, CancellationToken cancellation)
    {
        var found = await session.ListAsync(
            FormerSql,
            row => (Id: row.GetInt64(0), Number: new DocumentNumber(row.GetInt32(1), row.GetInt32(2))),
            cancellation,
            Community,
            job.Order.Month.ToColumn(),
            DocumentWords.Of(kind),
            member,
            Language);
        return found.Count == 0 ? null : found[0];
    }

    public Task AddAsync(NewDocument document, CancellationToken cancellation) => session.RunAsync(
        AddSql,
        cancellation,
        Community,
        document.Number.Year,
        document.Number.Number,
        DocumentWords.Of(document.Kind),
        job.Order.Month.ToColumn(),
        document.Member,
        document.Run,
        Language,
        document.Replaces,
        document.Pages,
        document.Html.Storable(),
        document.Pdf,
        document.Hours,
        job.Who.Storable(),
        document.When.ToUtc());

    public Task KeepAsync(DocumentProgress progress, CancellationToken cancellation) =>
        KeepAsync("running", progress, null, cancellation);

    public Task EndAsync(DocumentProgress progress, Instant at, CancellationToken cancellation) =>
        KeepAsync(progress.Problem is null ? "done" : "failed", progress, at, cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await session.DisposeAsync();
    }

    private async Task KeepAsync(
        string state, DocumentProgress progress, Instant? ended, CancellationToken cancellation)
    {
        await session.RunAsync(
            ProgressSql,
            cancellation,
            Community,
            job.Id,
            state,
            progress.Run,
            progress.Total,
            progress.Done,
            progress.Faults.ToArray(),
            progress.Problem?.Storable(),
            ended?.ToUtc());
        await transaction.CommitAsync(cancellation);
    }
}
