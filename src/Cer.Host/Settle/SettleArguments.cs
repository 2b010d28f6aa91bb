using Cer.Domain;

namespace Cer.Host.Settle;

/// <summary>The words of a <c>settle</c> command line.</summary>
internal sealed record SettleArguments(
    string? Input, string? Output, string? From, string? To, string? Rules, string? Community, string? Month)
{
    /// <summary>What is wrong with them, a sentence each; none when they fit.</summary>
    public IReadOnlyList<string> Check(out MarketMonth? from, out MarketMonth? to)
    {
        var wrong = new List<string>();
        if (Community is null) CheckFolders(wrong);
        else if (Input is not null || Rules is not null) wrong.Add(
            "--community: found --input or --rules beside it, expected neither: it settles what is stored");
        if (Output is { Length: 0 }) wrong.Add("--output: found nothing, expected a folder");
        from = Read("--from", From, wrong);
        to = Read("--to", To, wrong);
        if (Month is not null)
        {
            if (Community is null) wrong.Add("--month: found without --community, expected --from and --to for a folder");
            else if (From is not null || To is not null) wrong.Add("--month: found --from or --to beside it, expected it alone");
            from = to = Read("--month", Month, wrong);
        }

        if (from > to) wrong.Add($"--from: found {from}, expected a month not after {to}");
        return wrong;
    }

    private void CheckFolders(List<string> wrong)
    {
        if (string.IsNullOrEmpty(Input)) wrong.Add("--input: found nothing, expected a folder");
        else if (!Directory.Exists(Input)) wrong.Add($"--input: found no folder at {Input}, expected one");
        if (Output is null) wrong.Add("--output: found nothing, expected a folder");
        if (Rules is { } rules && !Directory.Exists(rules)) wrong.Add($"--rules: found no folder at {rules}, expected one");
    }

    private static MarketMonth? Read(string option, string? text, List<string> wrong)
    {
        if (text is null) return null;
        if (MarketMonth.TryParse(text, out var month)) return month;
        wrong.Add($"{option}: found {text}, expected a month from 2000-01 to 2099-12, such as 2026-01");
        return null;
    }
}
