using NodaTime;
using Npgsql;

namespace Cer.Storage.Keeping;

/// <summary>From when on quarter hours are kept; asked under a community's lock the answer stands until its end.</summary>
internal static class KeptFrom
{
    private const string Sql = "select core.kept_from('reading')";

    public static async Task<Instant?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var found = await connection.ScalarAsync<DateTime?>(Sql, cancellation);
        return found is { } at ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;
    }
}
