using System.Security.Cryptography;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying;

/// <summary>Accounts of years in PostgreSQL.</summary>
public sealed class YearStore(NpgsqlDataSource db) : IYearStore
{
    private const int PressLock = 0x59454152;

    private const string KeptSql = """
        select account.number, account.sha256, account.gse_sha256, coalesce(person.name, account.made_by), account.made_at
        from core.year_account as account
        left join core.person as person on account.made_by = 'person:' || person.id
        where account.community_id = $1 and account.year = $2 order by account.number desc
        """;

    private const string PapersSql = """
        select paper.number, paper.paper, paper.member_id, pressed.pages, pressed.sha256, pressed.problem, paper.made_at
        from core.year_paper as paper
        left join core.year_paper_pdf as pressed on pressed.community_id = paper.community_id and pressed.year = paper.year
          and pressed.number = paper.number and pressed.paper = paper.paper
        where paper.community_id = $1 and paper.year = $2 order by paper.number, paper.paper
        """;

    private const string NumberSql =
        "select coalesce(max(number), 0) + 1 from core.year_account where community_id = $1 and year = $2";

    private const string KeepSql = """
        with made as (
          insert into core.year_account (community_id, year, number, content, sha256, gse, gse_sha256, made_by, made_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning number)
        insert into core.audit (community_id, who, what, detail)
        select $1, $8, 'year_account', jsonb_build_object('year', $2::int, 'number', number) from made
        """;

    private const string PaperSql = """
        insert into core.year_paper (community_id, year, number, paper, member_id, html, made_at)
        select $1, $2, $3, place, nullif(member, 0), html, $6
        from unnest($4::int[], $5::text[]) with ordinality as sent (member, html, place)
        """;

    private const string WorkbookSql =
        "select content from core.year_account where community_id = $1 and year = $2 and number = $3";

    private const string GseSql = "select gse from core.year_account where community_id = $1 and year = $2 and number = $3";

    private const string PdfSql = """
        select content from core.year_paper_pdf where community_id = $1 and year = $2 and number = $3 and paper = $4
        """;

    private const string HtmlSql =
        "select html from core.year_paper where community_id = $1 and year = $2 and number = $3 and paper = $4";

    private const string WaitingSql = """
        select paper.community_id, paper.year, paper.number, paper.paper, paper.html, paper.made_at from core.year_paper as paper
        where paper.html is not null and not exists (select from core.year_paper_pdf as pressed
          where pressed.community_id = paper.community_id and pressed.year = paper.year
            and pressed.number = paper.number and pressed.paper = paper.paper)
        order by paper.made_at, paper.community_id, paper.year, paper.number, paper.paper limit $1
        """;

    private const string PressedSql = """
        insert into core.year_paper_pdf (community_id, year, number, paper, pages, content, sha256, problem, pressed_at)
        values ($1, $2, $3, $4, $5, $6, sha256($6), $7, $8)
        """;

    public async Task<YearAccount> YearAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await YearReading.YearAsync(session, community, year, cancellation);
    }

    public async Task<IReadOnlyList<KeptYear>> KeptAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var papers = (await connection.ListAsync(
            PapersSql,
            row => (Number: row.GetInt32(0), Paper: new KeptYearPaper(
                row.GetInt32(1), row.ReadValue<int>(2), row.ReadValue<int>(3), Hash(row, 4), row.ReadText(5), row.ReadInstant(6))),
            cancellation,
            community.Value,
            year)).ToLookup(one => one.Number, one => one.Paper);
        return await connection.ListAsync(
            KeptSql,
            row => new KeptYear(
                row.GetInt32(0), Hash(row, 1)!, Hash(row, 2), row.GetString(3), row.ReadInstant(4), [.. papers[row.GetInt32(0)]]),
            cancellation,
            community.Value,
            year);
    }

    public async Task<int> KeepAsync(
        CommunityId community, int year, Func<int, Task<NewYear>> make, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Connection.LockCommunityAsync(community.Value, cancellation);
        var number = await connection.ScalarAsync<int>(NumberSql, cancellation, community.Value, year);
        var made = await make(number);
        await connection.RunAsync(
            KeepSql,
            cancellation,
            community.Value,
            year,
            number,
            made.Workbook,
            SHA256.HashData(made.Workbook),
            made.Gse,
            SHA256.HashData(made.Gse),
            who.Storable(),
            when.ToUtc());
        await connection.RunAsync(
            PaperSql,
            cancellation,
            community.Value,
            year,
            number,
            made.Papers.Select(paper => paper.Member ?? 0).ToArray(),
            made.Papers.Select(paper => paper.Html.Storable()).ToArray(),
            when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return number;
    }

    public async Task<byte[]?> WorkbookAsync(CommunityId community, int year, int number, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<byte[]>(WorkbookSql, cancellation, community.Value, year, number);
    }

    public async Task<byte[]?> GseAsync(CommunityId community, int year, int number, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<byte[]>(GseSql, cancellation, community.Value, year, number);
    }

    public async Task<byte[]?> PdfAsync(YearPaperKey paper, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<byte[]>(
            PdfSql, cancellation, paper.Community.Value, paper.Year, paper.Number, paper.Paper);
    }

    public async Task<string?> HtmlAsync(YearPaperKey paper, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<string>(
            HtmlSql, cancellation, paper.Community.Value, paper.Year, paper.Number, paper.Paper);
    }

    public async Task<int> PressAsync(
        int most, Func<YearPaperKey, string, Instant, Task<PressedYear>> press, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Held as long as this press works: a second node would only press the same.
        if (!await connection.ScalarAsync<bool>("select pg_try_advisory_xact_lock($1)", cancellation, (long)PressLock)) return 0;
        var waiting = await connection.ListAsync(
            WaitingSql,
            row => (
                Key: new YearPaperKey(new(row.GetInt32(0)), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)),
                Html: row.GetString(4),
                At: row.ReadInstant(5)),
            cancellation,
            most);
        foreach (var (key, html, at) in waiting)
        {
            var pressed = await press(key, html, at);
            await connection.RunAsync(
                PressedSql,
                cancellation,
                key.Community.Value,
                key.Year,
                key.Number,
                key.Paper,
                pressed.Pages,
                pressed.Pdf,
                pressed.Problem?.Storable(),
                now.ToUtc());
        }

        await transaction.CommitAsync(cancellation);
        return waiting.Count;
    }

    private static string? Hash(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column));
}
