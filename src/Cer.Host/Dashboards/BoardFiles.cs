using Cer.Operations.Dashboards;

namespace Cer.Host.Dashboards;

/// <summary>Where dashboard files come from: the folder grafana, held in the program itself, or a folder that somebody names.</summary>
internal static class BoardFiles
{
    private const string Prefix = "grafana/";
    private const int MostFiles = 200;
    private const long MostBytes = 2 << 20;

    private static readonly string[] Folders = [BoardSet.SharedFolder, BoardSet.MemberFolder, BoardSet.EnglishFolder];

    private static readonly Lazy<BoardSet> Held = new(() => BoardSet.Load(Embedded()));

    /// <summary>The dashboards that come with the program.</summary>
    public static BoardSet Shipped => Held.Value;

    /// <summary>Those of a folder with dashboards/, members/ and english/ in it.</summary>
    /// <exception cref="UserFault">There is no such folder, or it holds too much.</exception>
    public static BoardSet Of(string folder)
    {
        var files = new Dictionary<string, byte[]>();
        foreach (var part in Folders)
        {
            var place = new DirectoryInfo(Path.Combine(folder, part));
            if (!place.Exists) continue;
            foreach (var file in place.EnumerateFiles($"*{BoardSet.JsonEnd}"))
            {
                if (files.Count == MostFiles || file.Length > MostBytes)
                    throw new UserFault($"Found more in {place.FullName}, expected at most {MostFiles} files of at most 2 MiB.");
                files.Add(part + file.Name, File.ReadAllBytes(file.FullName));
            }
        }

        return files.Count > 0
            ? BoardSet.Load(files)
            : throw new UserFault($"Found no dashboards in {folder}, expected a folder with dashboards/*.json in it, such as grafana.");
    }

    private static Dictionary<string, byte[]> Embedded()
    {
        var assembly = typeof(BoardFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return bytes;
            });
    }
}
