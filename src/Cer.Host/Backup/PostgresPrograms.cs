using System.Globalization;

namespace Cer.Host.Backup;

/// <summary>Where pg_dump and pg_restore are: those of the server's version, else the next newer ones.</summary>
/// <remarks>
/// A dump must not be made by a program older than the server; one much newer writes what older ones cannot read and sets
/// what older servers do not know.
/// </remarks>
internal sealed class PostgresPrograms(string root)
{
    // Where Debian and its kin put them, by major version.
    public static readonly PostgresPrograms OfSystem = new("/usr/lib/postgresql");

    /// <exception cref="UserFault">There is none that fits.</exception>
    public string Find(string program, int server)
    {
        var versions = Directory.Exists(root)
            ? Directory.EnumerateDirectories(root)
                .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Where(version => version >= server)
                .Order()
            : Enumerable.Empty<int>();
        foreach (var version in versions)
        {
            var path = Path.Combine(root, version.ToString(CultureInfo.InvariantCulture), "bin", program);
            if (File.Exists(path)) return path;
        }

        throw new UserFault(
            $"Found no {program} of PostgreSQL {server} or newer under {root}, expected one: install the package "
            + $"postgresql-client-{server}.");
    }
}
