using Cer.Operations.Ingress;
using Cer.Operations.People;
using Cer.Storage.People;
using Npgsql;

namespace Cer.Storage.Ingress;

/// <summary>Users of Home Assistant in PostgreSQL.</summary>
public sealed class HomeUserStore(NpgsqlDataSource db) : IHomeUserStore
{
    /// <summary>How many strangers are remembered.</summary>
    public const int MostStrangers = 200;

    private const string FindSql = $"""
        select {PersonColumns.Sql}
        from core.home_user as home
        join core.person as person on person.id = home.person_id and person.enabled
        {PersonColumns.JoinSql}
        where home.id = $1
        """;

    // Not with every call: once a minute is enough to see that somebody is there.
    private const string SeenSql = """
        insert into core.home_user (id, name) values ($1, $2)
        on conflict (id) do update set name = excluded.name, seen_at = now()
        where home_user.seen_at < now() - interval '1 minute' or home_user.name <> excluded.name
        """;

    private const string SweepSql = """
        delete from core.home_user where person_id is null and id in (
          select id from core.home_user where person_id is null order by seen_at desc, id offset $1)
        """;

    private const string ListSql = "select id, name, person_id, seen_at from core.home_user order by seen_at desc, id limit 1000";

    private const string LinkSql = """
        update core.home_user set person_id = $2, linked_at = now(), linked_by = $3
        where id = $1 and exists (select from core.person where id = $2 and enabled)
        """;

    private const string PartSql =
        "update core.home_user set person_id = null, linked_at = null, linked_by = null where id = $1 and person_id = $2";

    private const string WhoseSql = "select person_id from core.home_user where id = $1";

    public async Task<Person?> FindAsync(HomeUser user, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (await connection.RunAsync(SeenSql, cancellation, user.Id, user.Name.Storable()) > 0)
            await connection.RunAsync(SweepSql, cancellation, MostStrangers);
        return (await connection.ListAsync(FindSql, PersonColumns.Read, cancellation, user.Id)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<KnownHomeUser>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new KnownHomeUser(
                new(row.GetString(0), row.GetString(1)), row.IsDBNull(2) ? null : row.GetInt32(2), row.ReadInstant(3)),
            cancellation);
    }

    public async Task<bool> LinkAsync(string user, int? person, string who, CancellationToken cancellation)
    {
        if (person is { } id)
            return await db.ActAsync(who, "home user linked", id, [(LinkSql, [user.Storable(), id, who.Storable()])], cancellation);
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            WhoseSql, row => row.IsDBNull(0) ? (int?)null : row.GetInt32(0), cancellation, user.Storable());
        if (found is not [var whose]) return false;
        return whose is not { } before
            || await db.ActAsync(who, "home user parted", before, [(PartSql, [user.Storable(), before])], cancellation);
    }
}
