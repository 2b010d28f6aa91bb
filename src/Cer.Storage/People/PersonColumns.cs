using Cer.Operations.People;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>A person with its roles, as queries read one.</summary>
internal static class PersonColumns
{
    public const int Count = 9;

    /// <summary>The columns of a <c>person</c>.</summary>
    public const string Sql = """
        person.id, person.login, person.name, person.language, person.totp_secret is not null,
        held.roles, held.communities, held.codes, held.members
        """;

    /// <summary>What the columns need beside the person itself.</summary>
    public const string JoinSql = """
        cross join lateral (
          select coalesce(array_agg(own.role order by own.id), '{}') as roles,
            array_agg(own.community_id order by own.id) as communities,
            array_agg(community.code::text order by own.id) as codes,
            array_agg(own.member_id order by own.id) as members
          from core.person_role as own
          left join core.community as community on community.id = own.community_id
          where own.person_id = person.id) as held
        """;

    public static Person Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), Roles(row));

    private static PersonRole[] Roles(NpgsqlDataReader row)
    {
        var words = row.GetFieldValue<string[]>(5);
        if (words.Length == 0) return [];
        var communities = row.GetFieldValue<int?[]>(6);
        var codes = row.GetFieldValue<string?[]>(7);
        var members = row.GetFieldValue<int?[]>(8);
        return
        [
            .. words.Select((word, place) => new PersonRole(
                RoleWords.Of(word) ?? throw new InvalidDataException(
                    $"Found '{word}' in the database, expected a role."),
                communities[place] is { } community ? new(community) : null,
                codes[place],
                members[place])),
        ];
    }
}
