using System.CommandLine;

namespace Cer.Host.Curves;

/// <summary>The options of the verb <c>import</c> that speak of a curve file.</summary>
internal sealed class CurveOptions
{
    private readonly Option<string?> _file = new("--curves")
    {
        Description = "A distributor's curve file: its export (.csv), a flow (.xml), or a .zip of them.",
    };

    private readonly Option<string?> _direction = new("--direction")
    {
        Description = $"What the curves tell of: {DirectionWords.Expected}.",
    };

    private readonly Option<string?> _pod = new("--pod") { Description = "The point, where the curve file names none." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what the curve file would change, and store nothing." };

    private readonly Option<bool> _confirm = new("--confirm-dst")
    {
        Description = "Agree to how days are read that have 96 values when the clocks change.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_file, _direction, _pod, _dryRun, _confirm]) command.Options.Add(option);
    }

    /// <summary>What is asked of a curve file; null when there is none.</summary>
    public CurveCall? Of(ParseResult parse)
    {
        var call = new CurveCall(
            parse.GetValue(_file) ?? "", parse.GetValue(_direction), parse.GetValue(_pod), parse.GetValue(_dryRun),
                parse.GetValue(_confirm));
        if (call.Path.Length > 0) return call;
        return call.Direction is null && call.Pod is null && !call.DryRun && !call.Confirmed
            ? null
            : throw new UserFault("Found an option of curve files without one, expected --curves FILE with it.");
    }
}
