using System.Text;
using System.Text.Json.Nodes;
using Cer.Operations.Dashboards;

namespace Cer.Dashboards.Tests;

/// <summary>The dashboard files of the repository, as they are or with something changed.</summary>
internal static class BoardFiles
{
    public static string Root { get; } = Path.Combine(Repository(), "grafana");

    public static IReadOnlyDictionary<string, byte[]> All { get; } = new[] { "dashboards", "members", "english" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.json"))
        .ToDictionary(path => Path.GetRelativePath(Root, path), File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>The dashboards without a fault; that is all of them.</summary>
    public static BoardSet Boards { get; } = BoardSet.Load(All);

    /// <summary>What is found when one file was changed.</summary>
    public static IReadOnlyList<DashboardFinding> FindingsWith(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(All[file])!;
        change(json);
        return With(file, json.ToJsonString()).Findings;
    }

    /// <summary>All dashboards, one file with another text.</summary>
    public static BoardSet With(string file, string text) =>
        BoardSet.Load(new Dictionary<string, byte[]>(All) { [file] = Encoding.UTF8.GetBytes(text) });

    public static string Text(string file) => Encoding.UTF8.GetString(All[file]);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
