namespace Cer.Exchange.Tests.Sepa;

/// <summary>The schemas of payments as ISO 20022 has published them: fetched by test.sh out of a package of the distribution.</summary>
internal static class PublishedSchema
{
    public static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "artifacts", "sepa", name);
            if (File.Exists(path)) return path;
        }

        throw new InvalidOperationException(
            $"Found no {name} in artifacts/sepa, expected the published schema: run ops/schemas.sh, as test.sh does.");
    }
}
