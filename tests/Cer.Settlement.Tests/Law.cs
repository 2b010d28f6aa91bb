using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;

namespace Cer.Settlement.Tests;

/// <summary>The program's own rule set, alone or with an overlay.</summary>
internal static class Law
{
    public static readonly RuleBook Base = With();

    public static RuleSet Today => Base.On(new(2026, 1, 1));

    public static RuleBook With(params string[] overlays)
    {
        var faults = new FaultList();
        var files = overlays.Select((text, i) => RuleFiles.Read($"rules/{i}.yaml", System.Text.Encoding.UTF8.GetBytes(text), faults)!);
        var book = RuleFiles.Compose([.. files], faults);
        Assert.Empty(faults.Faults);
        return book;
    }
}
