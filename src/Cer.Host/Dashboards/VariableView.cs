using Cer.Host.Viewing;
using Cer.Operations.Dashboards;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>A variable as the page gets it, with what this person may choose.</summary>
internal sealed record VariableView(
    string Name,
    TwoTongues Label,
    string Type,
    bool Multi,
    bool IncludeAll,
    int Hide,
    IReadOnlyList<string> Current,
    IReadOnlyList<BoardChoice> Options,
    int Total)
{
    public static VariableView Of(Dashboard board, ChosenVariable chosen) => new(
        chosen.Variable.Name,
        TwoTongues.Of(chosen.Variable.File.Label, board.English.Variables?.GetValueOrDefault(chosen.Variable.Name)),
        chosen.Variable.File.Type!,
        chosen.Variable.IsMulti,
        chosen.Variable.HasAll,
        chosen.Variable.File.Hide ?? 0,
        chosen.Current,
        [.. chosen.Choices.Take(ChosenVariable.MostListed).Select(choice => choice with { Text = PodMask.Of(choice.Text) })],
        chosen.Choices.Count);
}
