using System.Buffers;
using System.Data;
using System.Security.Cryptography;
using Cer.Operations.Desk;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Scans of papers in PostgreSQL: the database holds their SHA-256 against their bytes when they are written, and this when
/// they are read.</summary>
public sealed class PaperStore(NpgsqlDataSource db) : IPaperStore
{
    // What takes another act back stands on no paper; nor does what was forgotten.
    private const string AboutSql = """
        select about.member_id, terms.name from core.desk_evidence as about
        cross join lateral (select name from core.member_terms
          where community_id = about.community_id and member_id = about.member_id order by version desc limit 1) as terms
        where about.community_id = $1 and about.act_id = $2 and about.kind is not null
        union all
        select given.member_id, terms.name from core.delegation as given
        cross join lateral (select name from core.member_terms
          where community_id = given.community_id and member_id = given.member_id order by version desc limit 1) as terms
        where given.community_id = $1 and given.id = $3 and given.delegate <> '(removed)'
        order by 2, 1
        """;

    private const string HasSql = """
        select exists (select from core.desk_act where community_id = $1 and id = $2)
          or exists (select from core.delegation where community_id = $1 and id = $3)
        """;

    private const string SameSql = """
        select id from core.desk_paper where community_id = $1 and act_id is not distinct from $2::int
          and delegation_id is not distinct from $3::int and member_id = $4 and sha256 = $5 and content is not null
        """;

    private const string RoomSql = """
        select (select count(*)::int from core.desk_paper where community_id = $1 and act_id is not distinct from $2::int
            and delegation_id is not distinct from $3::int and member_id = $4 and content is not null),
          (select coalesce(sum(size_bytes), 0)::bigint from core.desk_paper where community_id = $1 and content is not null)
        """;

    private const string AddSql = """
        insert into core.desk_paper (community_id, id, member_id, act_id, delegation_id, media_type, size_bytes, sha256, content,
          author, at)
        select $1, 1 + coalesce((select max(id) from core.desk_paper where community_id = $1), 0), $4, $2::int, $3::int, $6, $7, $5, $8,
          $9, $10
        returning id
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, 'desk paper', jsonb_build_object('paper', $3::int, 'act', $4::int, 'delegation', $5::int))
        """;

    private const string ListSql = """
        select paper.id, paper.member_id, terms.name, paper.media_type, paper.size_bytes, paper.sha256, paper.content is not null,
          coalesce(person.name, paper.author), paper.at, removal.reason
        from core.desk_paper as paper
        cross join lateral (select name from core.member_terms
          where community_id = paper.community_id and member_id = paper.member_id order by version desc limit 1) as terms
        left join core.desk_paper_removal as removal
          on removal.community_id = paper.community_id and removal.paper_id = paper.id
        left join core.person as person on paper.author = 'person:' || person.id
        where paper.community_id = $1 and (paper.act_id = $2 or paper.delegation_id = $3) order by paper.id
        """;

    private const string ReadSql = """
        select media_type, sha256, content from core.desk_paper where community_id = $1 and id = $2 and content is not null
        """;

    public async Task<PaperOutcome> AddAsync(NewPaper paper, PaperLimits limits, CancellationToken cancellation)
    {
        var sha256 = SHA256.HashData(paper.Content.Span);
        var (community, act, delegation) = (paper.Community.Value, Act(paper.Owner), Delegation(paper.Owner));
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community, cancellation);
        var about = await AboutAsync(connection, community, paper.Owner, cancellation);
        if (about.Count == 0) return new PaperOutcome.NoOwner();
        var named = (paper.Owner as PaperOwner.OfAct)?.Member;
        if (named is null ? about.Count > 1 : about.All(one => one.Id != named)) return new PaperOutcome.Whose(about.Count);
        var member = named ?? about[0].Id;
        // Who got no answer sends it again.
        if (await connection.ScalarAsync<int?>(SameSql, cancellation, community, act, delegation, member, sha256) is { } same)
            return new PaperOutcome.Kept(same);
        var (count, bytes) = (await connection.ListAsync(
            RoomSql, row => (row.GetInt32(0), row.GetInt64(1)), cancellation, community, act, delegation, member)).Single();
        if (count >= limits.OfOne) return new PaperOutcome.Many();
        if (bytes + paper.Content.Length > limits.OfCommunity) return new PaperOutcome.Full(bytes);
        var id = await connection.ScalarAsync<int>(
            AddSql,
            cancellation,
            community,
            act,
            delegation,
            member,
            sha256,
            paper.Type.MediaType,
            paper.Content.Length,
            paper.Content,
            paper.Author.Storable(),
            paper.At.ToUtc());
        await connection.RunAsync(AuditSql, cancellation, community, paper.Author.Storable(), id, act, delegation);
        await transaction.CommitAsync(cancellation);
        return new PaperOutcome.Kept(id);
    }

    public async Task<PaperList?> ListAsync(CommunityId community, PaperOwner owner, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        if (!await connection.ScalarAsync<bool>(HasSql, cancellation, community.Value, Act(owner), Delegation(owner))) return null;
        var about = await AboutAsync(connection, community.Value, owner, cancellation);
        return new(about, await connection.ListAsync(
            ListSql,
            row => new KeptPaper(
                row.GetInt32(0),
                row.GetInt32(1),
                row.GetString(2),
                PaperType.OfMedia(row.GetString(3)),
                row.GetInt32(4),
                row.GetFieldValue<byte[]>(5),
                row.GetBoolean(6),
                row.GetString(7),
                row.ReadInstant(8),
                row.ReadText(9)),
            cancellation,
            community.Value,
            Act(owner),
            Delegation(owner)));
    }

    public async Task<OpenedPaper?> ReadAsync(CommunityId community, int id, Stream output, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var command = connection.Command(ReadSql, community.Value, id);
        return await ReadAsync(command, output, cancellation);
    }

    /// <summary>Reads media type, SHA-256 and bytes of the first row, a part at a time.</summary>
    internal static async Task<OpenedPaper?> ReadAsync(NpgsqlCommand command, Stream output, CancellationToken cancellation)
    {
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var (type, kept) = (PaperType.OfMedia(row.GetString(0)), row.GetFieldValue<byte[]>(1));
        return new(type, await CopyAsync(await row.GetStreamAsync(2, cancellation), output, kept, cancellation));
    }

    /// <summary>Copies a scan; false when it is not what was kept.</summary>
    internal static async Task<bool> CopyAsync(Stream content, Stream output, byte[] sha256, CancellationToken cancellation)
    {
        await using var from = content;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int count; (count = await content.ReadAsync(part, cancellation)) > 0;)
            {
                hash.AppendData(part, 0, count);
                await output.WriteAsync(part.AsMemory(0, count), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part, clearArray: true);
        }

        return hash.GetHashAndReset().AsSpan().SequenceEqual(sha256);
    }

    public async Task<bool> RemoveAsync(
        CommunityId community, int id, string who, string why, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<bool>(
            "select core.remove_desk_paper($1, $2, $3, $4, $5)",
            cancellation,
            community.Value,
            id,
            who.Storable(),
            why.Storable(),
            at.ToUtc());
    }

    private static Task<List<(int Id, string Name)>> AboutAsync(
        NpgsqlConnection connection, int community, PaperOwner owner, CancellationToken cancellation) => connection.ListAsync(
            AboutSql, row => (row.GetInt32(0), row.GetString(1)), cancellation, community, Act(owner) ?? 0, Delegation(owner) ?? 0);

    private static int? Act(PaperOwner owner) => (owner as PaperOwner.OfAct)?.Id;

    private static int? Delegation(PaperOwner owner) => (owner as PaperOwner.OfDelegation)?.Id;
}
