using Cer.Operations.Privacy;
using Npgsql;

namespace Cer.Storage.Privacy;

/// <summary>Turns rows of requests and of what was said to them into values.</summary>
internal static class RequestColumns
{
    /// <summary>id, member, kind, month, hour, text, at, state, by whom.</summary>
    public static MemberRequest Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.ReadMonth(3),
        row.IsDBNull(4) ? null : row.ReadInstant(4),
        row.GetString(5),
        row.ReadInstant(6),
        row.GetString(7),
        [])
    { By = row.ReadText(8) };

    /// <summary>request, side, who, state, text, at, by whom.</summary>
    public static (long Request, RequestStep Step) ReadStep(NpgsqlDataReader row) => (
        row.GetInt64(0),
        new(row.GetString(1), row.ReadText(2), row.GetString(3), row.GetString(4), row.ReadInstant(5), row.ReadText(6)));

    public static IReadOnlyList<MemberRequest> Join(
        IEnumerable<MemberRequest> requests, IEnumerable<(long Request, RequestStep Step)> steps)
    {
        var said = steps.ToLookup(one => one.Request, one => one.Step);
        return [.. requests.Select(request => request with { Steps = [.. said[request.Id]] })];
    }
}
