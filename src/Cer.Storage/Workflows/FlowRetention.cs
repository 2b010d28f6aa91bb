using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Removes finished instances after a term, with all that they did; the database writes down how many.</summary>
public sealed class FlowRetention(NpgsqlDataSource db)
{
    /// <summary>Removes what finished before an instant, a part at a time; how many there were.</summary>
    public async Task<int> ForgetAsync(int tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var (all, part) = (0, 0);
        do
        {
            part = await connection.ScalarAsync<int>(
                "select wf.forget($1, $2, 500)", cancellation, tenant, before.UtcDateTime);
            all += part;
        }
        while (part > 0);
        return all;
    }
}
