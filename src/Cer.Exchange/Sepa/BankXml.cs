using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Cer.Exchange.Sepa;

/// <summary>Reads a message of ISO 20022 as a bank sends it: of known versions, without a DTD, bounded.</summary>
/// <remarks>Source: ISO 20022, pain.002.001.03 and .10, camt.053.001.02 and .08; what both versions have in common is read.</remarks>
public static class BankXml
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private const int MostDepth = 32;
    private const string Prefix = "urn:iso:std:iso:20022:tech:xsd:";

    public static BankFile Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MostBytes) return Refuse("a file of more than 4 MB");
        try
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            Bound(stream);
            stream.Position = 0;
            using var xml = XmlReader.Create(stream, Settings());
            var root = XDocument.Load(xml).Root!;
            var space = root.Name.NamespaceName;
            if (root.Name.LocalName != "Document" || !space.StartsWith(Prefix, StringComparison.Ordinal)) return Refuse("another document");
            return space[Prefix.Length..] switch
            {
                "pain.002.001.03" or "pain.002.001.10" when root.Child("CstmrPmtStsRpt") is { } report => StatusReader.Read(report),
                "camt.053.001.02" or "camt.053.001.08" when root.Child("BkToCstmrStmt") is { } statement => StatementReader.Read(statement),
                _ => Refuse("a message of another kind or version"),
            };
        }
        catch (Exception broken) when (broken is XmlException or DecoderFallbackException or ArgumentException)
        {
            return Refuse("a text that is not XML, or has a DTD");
        }
        catch (FormatException wrong)
        {
            return new BankFile.Refused(wrong.Message);
        }
    }

    internal static XElement? Child(this XElement from, string name) =>
        from.Elements().FirstOrDefault(one => one.Name.LocalName == name);

    internal static IEnumerable<XElement> Children(this XElement from, string name) =>
        from.Elements().Where(one => one.Name.LocalName == name);

    /// <summary>The element at the end of a way of names; null where there is none.</summary>
    internal static XElement? At(this XElement? from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) from = from?.Child(name);
        return from;
    }

    /// <summary>What it says, without blanks around it; null for nothing.</summary>
    internal static string? Said(this XElement? from, int longest = 140) => from?.Value.Trim() is { Length: > 0 } text
        ? text.Length > longest ? text[..longest] : text
        : null;

    // A tree of any depth would be built before anybody looks at it.
    private static void Bound(Stream stream)
    {
        using var xml = XmlReader.Create(stream, Settings());
        while (xml.Read())
            if (xml.Depth > MostDepth) throw new XmlException("Found elements within elements, expected a message of a bank.");
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static BankFile.Refused Refuse(string found) =>
        new($"Found {found}, expected what a bank sends: pain.002.001.03 or .10, camt.053.001.02 or .08.");
}
