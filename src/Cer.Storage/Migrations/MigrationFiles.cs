using System.Globalization;
using System.Reflection;

namespace Cer.Storage.Migrations;

/// <summary>The SQL files of db/, as this program carries them.</summary>
public static class MigrationFiles
{
    private const string Folder = "migrations/";

    /// <summary>Every migration, by number.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(Number(name), name, Read(Folder + name))),
    ];

    /// <summary>Makes the roles of the product; a superuser runs it once for a cluster.</summary>
    public static string Roles => Read("roles.sql");

    private static int Number(string name) =>
        int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
