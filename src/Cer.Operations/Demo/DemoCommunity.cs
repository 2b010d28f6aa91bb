namespace Cer.Operations.Demo;

/// <summary>The contract of the invented community, as a referent would write it.</summary>
internal static class DemoCommunity
{
    public static string Contract { get; } = Read("magliano.yaml");

    private static string Read(string resource)
    {
        using var stream = typeof(DemoCommunity).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
