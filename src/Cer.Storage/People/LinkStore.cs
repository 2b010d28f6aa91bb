using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.People.Links;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Links for members, in PostgreSQL; they live by the database's clock.</summary>
public sealed class LinkStore(NpgsqlDataSource db) : ILinkStore
{
    // Whoever has any role beside those of a member and a delegate has to do with other people's things, or with money.
    private const string MembersAlone = """
        person.enabled and person.hash is not null
        and exists (select from core.person_role where person_id = person.id)
        and not exists (select from core.person_role where person_id = person.id and role not in ('member', 'delegate'))
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

    // Minutes between two letters, by how many went in a day: a known device has its own, strangers share theirs. After twelve it is four
    // hours: eighteen in a day at most, whoever asks, and each is good until the next may come.
    private const string AddSql = """
        with asked as (
          select count(*) as many, max(made_at) filter (where used_at is null and expires_at > now()) as last
          from core.sign_in_link
          where person_id = $1 and made_at > now() - interval '1 day' and known = $4 and (not $4 or source_sha256 = $3)),
        pauses as (
          select last, case when $4 then 1 when many < 3 then 5 when many < 8 then 15 when many < 12 then 60 else 240 end as before,
            case when $4 then 1 when many + 1 < 3 then 5 when many + 1 < 8 then 15 when many + 1 < 12 then 60 else 240 end as after
          from asked)
        insert into core.sign_in_link (token_sha256, person_id, source_sha256, known, expires_at)
        select $2, $1, $3, $4, now() + make_interval(mins => 15 + after)
        from pauses where last is null or last <= now() - make_interval(mins => before)
        returning (extract(epoch from expires_at - now()) / 60)::int
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

    public async Task<int?> AddAsync(
        int person, SecretToken token, byte[] source, bool isKnown, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(SweepSql, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(TurnSql, cancellation, person);
        var minutes = await connection.ScalarAsync<int?>(AddSql, cancellation, person, token.Hash, source, isKnown);
        await transaction.CommitAsync(cancellation);
        return minutes;
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
