using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Cer.Year.Tests;

/// <summary>The bank: checks the file that it is given by the rules, and writes what it has booked and what came back.</summary>
internal sealed class BankPaper
{
    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private BankPaper(string account, IReadOnlyList<(string Id, string Iban, decimal Eur)> transfers) =>
        (Account, Transfers) = (account, transfers);

    public string Account { get; }

    public IReadOnlyList<(string Id, string Iban, decimal Eur)> Transfers { get; }

    public decimal Total => Transfers.Sum(one => one.Eur);

    /// <summary>Reads the file as a bank would: one that breaks the rules is refused.</summary>
    public static BankPaper Of(byte[] file)
    {
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "sepa", "pain.001.001.09.xsd"));
        schemas.Add(Pain.NamespaceName, schema);
        var document = XDocument.Load(new MemoryStream(file));
        document.Validate(schemas, (_, fault) => Assert.Fail($"The file breaks the rules of SEPA: {fault.Message}"));
        var paper = new BankPaper(
            document.Descendants(Pain + "DbtrAcct").Single().Value,
            [.. document.Descendants(Pain + "CdtTrfTxInf").Select(one => (
                one.Descendants(Pain + "EndToEndId").Single().Value,
                one.Descendants(Pain + "CdtrAcct").Single().Value,
                Eur(one.Descendants(Pain + "InstdAmt").Single().Value)))]);
        Assert.All(document.Descendants(Pain + "CtrlSum"), sum => Assert.Equal(paper.Total, Eur(sum.Value)));
        Assert.All(document.Descendants(Pain + "NbOfTxs"), number => Assert.Equal($"{paper.Transfers.Count}", number.Value));
        return paper;
    }

    /// <summary>An account statement (camt.053) in which all are booked, and one comes back because its account is closed.</summary>
    public byte[] Statement(DateOnly day, string? back)
    {
        var entries = Transfers.Select(one => Entry(one.Id, one.Eur, "DBIT", day))
            .Concat(Transfers.Where(one => one.Id == back).Select(one => Entry(one.Id, one.Eur, "CRDT", day)));
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>{day:yyyyMMdd}</MsgId></GrpHdr>
            <Stmt><Id>{Transfers[0].Id}</Id><Acct><Id><IBAN>{Account}</IBAN></Id></Acct>{string.Concat(entries)}</Stmt>
            </BkToCstmrStmt></Document>
            """);
    }

    private static string Entry(string id, decimal eur, string sign, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"""
        <Ntry><Amt Ccy="EUR">{eur:0.00}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>{day:yyyy-MM-dd}</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{id}</EndToEndId></Refs>
        {(sign == "CRDT" ? "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" : "")}</TxDtls></NtryDtls></Ntry>
        """);

    private static decimal Eur(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
