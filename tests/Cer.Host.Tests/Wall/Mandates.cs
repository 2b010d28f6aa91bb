using Cer.Host.Tests.People;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Host.Tests.Wall;

/// <summary>Delegations as the desk records them, with days told from today on.</summary>
internal static class Mandates
{
    private const string GiveSql = """
        with today as (select (now() at time zone 'Europe/Rome')::date as day),
        given as (
          insert into core.delegation (community_id, id, member_id, delegate, from_day, to_day, kind, dated, kept_at, author, recorded_at)
          select $1, 1 + coalesce((select max(id) from core.delegation where community_id = $1), 0), $2, 'Delegata inventata',
            today.day + $3::int, today.day + $4::int, 'power_of_attorney', today.day, 'armadio', 'test', now() from today
          returning id)
        insert into core.delegation_access (community_id, delegation_id, person_id, author)
        select $1, given.id, $5, 'test' from given returning id
        """;

    private const string EndSql = """
        insert into core.delegation_end (community_id, delegation_id, last_day, reason, author, at)
        select community_id, delegation_id, (now() at time zone 'Europe/Rome')::date + $2::int, 'prova', 'test', now()
        from core.delegation_access where id = $1
        """;

    /// <summary>Gives the number by which the delegate asks.</summary>
    public static Task<long> GiveAsync(
        PeopleServer server, CommunityId community, int member, int person, int from = -10, int to = 10) =>
        server.AskAsync<long>(GiveSql, community.Value, member, from, to, person);

    /// <summary>Ends it on a day told from today on.</summary>
    public static Task<int> EndAsync(PeopleServer server, long mandate, int lastDay = 0) => server.RunAsync(EndSql, mandate, lastDay);

    /// <summary>Somebody who is a delegate and nothing else.</summary>
    public static async Task<int> DelegateAsync(PeopleServer server, CommunityId community, string code) =>
        (await server.PersonAsync(new PersonRole(Role.Delegate, community, code, null))).Id;
}
