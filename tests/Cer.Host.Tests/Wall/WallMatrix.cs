using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Cer.Host.Tests.Wall;

/// <summary>What every address answered to everybody: written for people to look at.</summary>
internal sealed class WallMatrix(IReadOnlyList<Caller> callers)
{
    private readonly ConcurrentDictionary<(string Door, string Caller, int Status), int> _answers = new();
    private readonly ConcurrentDictionary<string, bool> _told = new();
    private readonly ConcurrentDictionary<string, string> _figures = new();

    public int Calls => _answers.Values.Sum();

    public IEnumerable<string> Told => _told.Keys;

    /// <summary>Who was told figures of the marked member and by which address, with a figure and the call.</summary>
    public IReadOnlyDictionary<string, string> ToldFigures => _figures;

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_answers.Keys.Select(key => key.Door).Distinct().Count()} addresses x {callers.Count} callers, {Calls} calls: ")
        + string.Join(", ", _answers.GroupBy(one => one.Key.Status).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(one => one.Value)} x {group.Key}")));

    public void Note(Door door, Caller caller, int status, IEnumerable<string> told, string call)
    {
        _answers.AddOrUpdate((door.ToString(), caller.Name, status), 1, (_, many) => many + 1);
        foreach (var marker in told)
        {
            _told[marker] = true;
            if (Markers.IsFigure(marker)) _figures[$"{caller.Name} {door}"] = $"{marker} by {call}";
        }
    }

    /// <summary>Writes artifacts/wall/matrix.csv: a line an address, a column a caller, each status with how often it came.</summary>
    public void Write()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "wall"));
        var table = new StringBuilder("address;").AppendJoin(';', callers.Select(caller => caller.Name)).AppendLine();
        foreach (var door in _answers.GroupBy(one => one.Key.Door).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            table.Append(door.Key);
            foreach (var caller in callers)
            {
                table.Append(';').AppendJoin(' ', door.Where(one => one.Key.Caller == caller.Name).OrderBy(one => one.Key.Status)
                    .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key.Status}x{one.Value}")));
            }

            table.AppendLine();
        }

        File.WriteAllText(Path.Combine(folder.FullName, "matrix.csv"), table.Append(Summary).AppendLine().ToString());
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
