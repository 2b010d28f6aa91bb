using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.People.Links;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Links for members, in PostgreSQL; they live by the database's clock.</summary>
public sealed class LinkStore(NpgsqlDataSource db) : ILinkStore
{
    // Whoever has any role beside that of a member has to do with other people's things, or with money.
    private const string MembersAlone = """
        person.enabled and person.hash is not null
        and exists (select from core.person_role where person_id = person.id)
        and not exists (select from core.person_role where person_id = person.id and role <> 'member')
        """;

    private const string ReadersSql = $"""
        select person.id, person.login, person.name, person.email, person.language,
          (select min(community_id) from core.person_role where person_id = person.id)
        from core.person as person
        where (person.login = $1 or lower(person.email) = $1) and person.email is not null and {MembersAlone}
        order by person.login limit 3
        """;

    private const string TurnSql = "select from core.person where id = $1 for update";

    private const string SweepSql = "delete from core.sign_in_link where made_at < now() - interval '2 days'";

    // A letter is on its way for half a minute; strangers together have their share, and each of them a part of it.
    private const string AddSql = """
        insert into core.sign_in_link (token_sha256, person_id, source_sha256, known, expires_at)
        select $2, $1, $3, $4, now() + interval '15 minutes'
        from (
          select count(*) filter (where source_sha256 = $3) as own, count(*) filter (where not known) as strangers,
            coalesce(max(made_at) filter (where source_sha256 = $3), '-infinity') as last
          from core.sign_in_link where person_id = $1 and made_at > now() - interval '1 day') as asked
        where asked.last < now() - interval '30 seconds'
          and case when $4 then asked.own < 12 else asked.own < 3 and asked.strangers < 8 end
        """;

    private const string FindSql = $"""
        select person.id from core.sign_in_link as link
        join core.person as person on person.id = link.person_id
        where link.token_sha256 = $1 and link.used_at is null and link.expires_at > now() and {MembersAlone}
        """;

    private const string SpendSql = $"""
        update core.sign_in_link as link set used_at = now() from core.person as person
        where link.token_sha256 = $1 and link.used_at is null and link.expires_at > now()
          and person.id = link.person_id and {MembersAlone}
        returning link.person_id
        """;

    private const string EndOthersSql =
        "update core.sign_in_link set expires_at = now() where person_id = $1 and used_at is null and expires_at > now()";

    public async Task<IReadOnlyList<LinkReader>> ReadersAsync(
        string loginOrAddress, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            ReadersSql,
            row => EmailAddress.TryParse(row.GetString(3), null, out var address)
                ? new LinkReader(
                    row.GetInt32(0), row.GetString(1), row.GetString(2), address, row.GetString(4), new(row.GetInt32(5)))
                : null,
            cancellation,
            loginOrAddress.Storable());
        return [.. found.OfType<LinkReader>()];
    }

    public async Task<bool> AddAsync(
        int person, SecretToken token, byte[] source, bool isKnown, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(SweepSql, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(TurnSql, cancellation, person);
        var added = await connection.RunAsync(AddSql, cancellation, person, token.Hash, source, isKnown);
        await transaction.CommitAsync(cancellation);
        return added == 1;
    }

    public async Task<int?> FindAsync(SecretToken token, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<int?>(FindSql, cancellation, token.Hash);
    }

    public async Task<int?> SpendAsync(SecretToken token, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var person = await connection.ScalarAsync<int?>(SpendSql, cancellation, token.Hash);
        if (person is { } spent) await connection.RunAsync(EndOthersSql, cancellation, spent);
        await transaction.CommitAsync(cancellation);
        return person;
    }
}
