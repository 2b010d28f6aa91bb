using System.Text;
using Cer.Exchange.Sepa;
using NodaTime;

namespace Cer.Exchange.Tests.Sepa;

/// <summary>What banks send back, in both versions of each message, and what is none.</summary>
public class BankFileTests
{
    [Theory]
    [InlineData("pain.002.001.03")]
    [InlineData("pain.002.001.10")]
    public void A_report_tells_which_payments_were_refused_and_why(string version)
    {
        var report = Assert.IsType<BankFile.Report>(Read(Sepa.Report(version, "CER1P7", ("CER1P7N2", "RJCT", "AC04"),
            ("CER1P7N1", "ACSP", null))));
        Assert.Equal(
            [
                new("CER1P7", "CER1P7N2", "RJCT", "AC04", new(2026, 11, 23)),
                new("CER1P7", "CER1P7N1", "ACSP", null, new(2026, 11, 23)),
            ],
            report.Statuses);
        var whole = Assert.IsType<BankFile.Report>(Read($"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}"><CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId>
            <CreDtTm>2026-11-23T08:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>CER1P7</OrgnlMsgId>
            <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>
            </OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
            """));
        Assert.Equal(new PaymentStatus("CER1P7", null, "RJCT", "FF01", new(2026, 11, 23)), Assert.Single(whole.Statuses));
    }

    [Theory]
    [InlineData("camt.053.001.02")]
    [InlineData("camt.053.001.08")]
    public void A_statement_tells_bookings_one_by_one_or_as_a_batch_and_what_came_back(string version)
    {
        var statement = Assert.IsType<BankFile.Statement>(Read(Sepa.Statement(
            version,
            "IT56B9999999999000000000001",
            Sepa.Entry(version, "DBIT", "30.00", Sepa.Detail("CER1P7N1", "10.00"), Sepa.Detail("CER1P7N2", "20.00")),
            Sepa.Entry(version, "DBIT", "55.50", "<Btch><MsgId>CER1P8</MsgId><NbOfTxs>3</NbOfTxs></Btch>"),
            Sepa.Entry(version, "CRDT", "20.00", Sepa.Detail("CER1P7N2", "20.00", "AC04")),
            Sepa.Entry(version, "CRDT", "900.00"))));
        Assert.Equal("IT56B9999999999000000000001", Assert.Single(statement.Accounts).Code);
        Assert.Equal(
            [(-1000L, "CER1P7N1", null, null), (-2000L, "CER1P7N2", null, null), (-5550L, null, "CER1P8", null),
                (2000L, "CER1P7N2", null, "AC04"), (90000L, null, null, null)],
            statement.Movements.Select(one => (one.Amount.Cents, one.EndToEnd, one.Message, one.Code)));
        Assert.All(statement.Movements, one => Assert.Equal(new LocalDate(2026, 11, 24), one.Day));
    }

    // Parts that do not come to the whole are not believed; what is not booked yet is not told.
    [Fact]
    public void An_entry_whose_parts_do_not_come_to_it_is_one_movement_and_a_pending_one_is_none()
    {
        const string Version = "camt.053.001.02";
        var entry = Sepa.Entry(Version, "DBIT", "31.00", Sepa.Detail("CER1P7N1", "10.00"), Sepa.Detail("CER1P7N2", "20.00"));
        var pending = Sepa.Entry(Version, "DBIT", "5.00").Replace("BOOK", "PDNG", StringComparison.Ordinal);
        var statement = Assert.IsType<BankFile.Statement>(Read(Sepa.Statement(Version, "IT56B9999999999000000000001", entry, pending)));
        var movement = Assert.Single(statement.Movements);
        Assert.Equal((-3100L, null), (movement.Amount.Cents, movement.EndToEnd));
    }

    public static readonly TheoryData<string> Hostile =
    [
        "", "not XML", "<Document/>", "<a><b></a>",
        """<!DOCTYPE a [<!ENTITY x "y">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&x;</Document>""",
        """<!DOCTYPE a SYSTEM "file:///etc/passwd"><Document/>""",
        """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.99"><BkToCstmrStmt/></Document>""",
        """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt/></Document>""",
        """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt/></BkToCstmrStmt></Document>""",
        Sepa.Statement("camt.053.001.02", "IT56B9999999999000000000009", Sepa.Entry("camt.053.001.02", "DBIT", "1.00")),
        Sepa.Statement("camt.053.001.02", "IT56B9999999999000000000001", Sepa.Entry("camt.053.001.02", "DBIT", "1.001")),
        Sepa.Statement("camt.053.001.02", "IT56B9999999999000000000001", Sepa.Entry("camt.053.001.02", "DBIT", "-1.00")),
        Sepa.Statement("camt.053.001.02", "IT56B9999999999000000000001", Sepa.Entry("camt.053.001.02", "DOUBT", "1.00")),
        Sepa.Statement("camt.053.001.02", "IT56B9999999999000000000001", Sepa.Entry("camt.053.001.02", "DBIT", "1.00"))
            .Replace("EUR", "USD", StringComparison.Ordinal),
        Sepa.Statement("camt.053.001.02", "IT56B9999999999000000000001", Sepa.Entry("camt.053.001.02", "DBIT", "99999999999999999999")),
        string.Concat(Enumerable.Repeat("<a>", 100_000)),
        new string(' ', 5_000_000),
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void What_is_no_message_of_a_bank_is_refused_with_a_sentence(string text)
    {
        var refused = Assert.IsType<BankFile.Refused>(Read(text));
        Assert.StartsWith("Found ", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains(", expected ", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_movements_is_read_by_the_names_of_its_columns()
    {
        const string Table = """
            Estratto conto;;;
            Data;Valuta;Importo;Causale
            24/11/2026;24/11/2026;-1.234,56;"BONIFICO CER1P7N2; ANNA"
            25/11/2026;25/11/2026;-55,5;DISTINTA CER1P8
            26/11/2026;26/11/2026;900;GSE SPA CER12P345X

            """;
        var statement = Assert.IsType<BankFile.Statement>(
            MovementTable.Read(Encoding.UTF8.GetBytes(Table), new("Data", "Importo", "Causale")));
        Assert.Equal(
            [(-123456L, "CER1P7N2", null), (-5550L, null, "CER1P8"), (90000L, null, "CER12P345")],
            statement.Movements.Select(one => (one.Amount.Cents, one.EndToEnd, one.Message)));
        foreach (var wrong in new[] { "", "Data;Importo\n1;2", Table.Replace("-55,5", "molto", StringComparison.Ordinal),
            Table.Replace("25/11/2026;2", "ieri;2", StringComparison.Ordinal) })
            Assert.IsType<BankFile.Refused>(MovementTable.Read(Encoding.UTF8.GetBytes(wrong), new("Data", "Importo", "Causale")));
    }

    private static BankFile Read(string text) => BankXml.Read(Encoding.UTF8.GetBytes(text));
}
