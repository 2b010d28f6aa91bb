namespace Cer.Operations.Dashboards;

/// <summary>The dashboards of an installation, and what is wrong with their files.</summary>
/// <param name="Boards">Those without a fault, by uid.</param>
/// <param name="Findings">Every fault of the others.</param>
public sealed record BoardSet(IReadOnlyList<Board> Boards, IReadOnlyList<DashboardFinding> Findings)
{
    /// <summary>Where dashboards for the staff and for everybody are, for members, and their English words.</summary>
    public const string SharedFolder = "dashboards/";
    public const string MemberFolder = "members/";
    public const string EnglishFolder = "english/";
    public const string EnglishEnd = ".en.json";
    public const string JsonEnd = ".json";

    public Board? Find(string uid) => Boards.FirstOrDefault(board => board.Uid == uid);

    /// <summary>Reads every dashboard of a folder; other files in it are left alone.</summary>
    /// <param name="files">Names below the folder, with slashes, and what is in them.</param>
    public static BoardSet Load(IReadOnlyDictionary<string, byte[]> files)
    {
        List<DashboardFinding> findings = [];
        List<Board> boards = [];
        foreach (var (name, json) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!name.EndsWith(JsonEnd, StringComparison.Ordinal)) continue;
            var isMember = name.StartsWith(MemberFolder, StringComparison.Ordinal);
            if (!isMember && !name.StartsWith(SharedFolder, StringComparison.Ordinal)) continue;
            var uid = Path.GetFileNameWithoutExtension(name);
            var audience = isMember ? Audience.Member : uid == Board.PublicUid ? Audience.Public : Audience.Staff;
            var english = files.GetValueOrDefault($"{EnglishFolder}{uid}{EnglishEnd}");
            var (board, faults) = BoardReader.Read(name, audience, json, english);
            findings.AddRange(faults);
            if (board is not null) boards.Add(board);
        }

        findings.AddRange(DashboardRules.CheckTogether(boards));
        findings.AddRange(Alone(files));
        var broken = findings.Select(finding => finding.File).ToHashSet();
        return new([.. boards.Where(board => !broken.Contains(board.Name)).OrderBy(board => board.Uid, StringComparer.Ordinal)], findings);
    }

    /// <summary>English words without a dashboard: a name was misspelt.</summary>
    private static IEnumerable<DashboardFinding> Alone(IReadOnlyDictionary<string, byte[]> files) =>
        from name in files.Keys.Order(StringComparer.Ordinal)
        where name.StartsWith(EnglishFolder, StringComparison.Ordinal) && name.EndsWith(EnglishEnd, StringComparison.Ordinal)
        let uid = name[EnglishFolder.Length..^EnglishEnd.Length]
        where !files.ContainsKey($"{SharedFolder}{uid}{JsonEnd}") && !files.ContainsKey($"{MemberFolder}{uid}{JsonEnd}")
        select new DashboardFinding(name, null, "P04", "found English words of no dashboard, expected the uid of one as its name");
}
