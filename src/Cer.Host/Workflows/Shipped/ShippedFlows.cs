using System.Text;
using Cer.Workflows.Definitions;

namespace Cer.Host.Workflows.Shipped;

/// <summary>The workflows that come with the program: the files of the folder workflows, held in the program itself.</summary>
internal static class ShippedFlows
{
    private const string Prefix = "workflows/";

    private static readonly Lazy<IReadOnlyList<ShippedFlow>> Read = new(ReadAll);

    public static IReadOnlyList<ShippedFlow> All => Read.Value;

    private static IReadOnlyList<ShippedFlow> ReadAll()
    {
        var assembly = typeof(ShippedFlows).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                    var definition = DefinitionText.Read(reader.ReadToEnd());
                    return new ShippedFlow(definition, Math.Max(1, ShippedFlow.EditionOf(definition)));
                }),
        ];
    }
}
