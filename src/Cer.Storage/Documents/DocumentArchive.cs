using Cer.Operations.Documents;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Documents;

/// <summary>Documents in PostgreSQL: added by jobs, never changed.</summary>
public sealed class DocumentArchive(NpgsqlDataSource db) : IDocumentArchive
{
    private const string Select = """
        select document.id, document.community_id, document.year, document.number, document.kind, document.month,
          document.member_id, member.code, document.language, document.run_id, former.year, former.number,
          document.pages, length(document.content), document.sha256, document.made_at, document.made_by
        from core.document as document
        left join core.member as member
          on member.community_id = document.community_id and member.id = document.member_id
        left join core.document as former
          on former.community_id = document.community_id and former.id = document.replaces
        """;

    private const string ListSql = $"""
        {Select}
        where document.community_id = $1 and ($2::date is null or document.month = $2)
          and ($3::int is null or document.member_id = $3)
        order by document.id desc
        """;

    private const string CountsSql = """
        select month, count(*)::int from core.document where community_id = $1 group by month
        """;

    private const string FindSql = $"{Select} where document.community_id = any($1) and document.id = $2";

    public async Task<IReadOnlyList<ArchivedDocument>> ListAsync(
        CommunityId community, YearMonth? month, int? member, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(ListSql, Read, cancellation, community.Value, month?.ToColumn(), member);
    }

    public async Task<IReadOnlyDictionary<YearMonth, int>> CountsAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var counts = await connection.ListAsync(
            CountsSql, row => KeyValuePair.Create(row.ReadMonth(0), row.GetInt32(1)), cancellation, community.Value);
        return new Dictionary<YearMonth, int>(counts);
    }

    public async Task<ArchivedDocument?> FindAsync(
        IReadOnlyCollection<CommunityId> communities, long id, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var ids = communities.Select(community => community.Value).ToArray();
        return (await connection.ListAsync(FindSql, Read, cancellation, ids, id)).FirstOrDefault();
    }

    public Task<byte[]> PdfAsync(ArchivedDocument document, CancellationToken cancellation) =>
        PartAsync<byte[]>("content", document, cancellation);

    public Task<string> HtmlAsync(ArchivedDocument document, CancellationToken cancellation) =>
        PartAsync<string>("html", document, cancellation);

    public Task<byte[]> HoursAsync(ArchivedDocument document, CancellationToken cancellation) =>
        PartAsync<byte[]>("hours", document, cancellation);

    private async Task<T> PartAsync<T>(string column, ArchivedDocument document, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.ScalarAsync<T>(
            $"select {column} from core.document where community_id = $1 and id = $2",
            cancellation,
            document.Community.Value,
            document.Id))!;
    }

    private static ArchivedDocument Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Community = new(row.GetInt32(1)),
        Number = new(row.GetInt32(2), row.GetInt32(3)),
        Kind = DocumentColumns.Kind(row.GetString(4)),
        Month = row.ReadMonth(5),
        Member = row.IsDBNull(6) ? null : (row.GetInt32(6), row.GetString(7)),
        Language = DocumentColumns.Language(row.GetString(8)),
        Run = row.GetInt64(9),
        Replaces = row.IsDBNull(10) ? null : new(row.GetInt32(10), row.GetInt32(11)),
        Pages = row.GetInt32(12),
        Length = row.GetInt32(13),
        Sha256 = row.GetFieldValue<byte[]>(14),
        When = row.ReadInstant(15),
        Who = row.GetString(16),
    };
}
