using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Cer.Domain.Banking;
using Cer.Exchange.Sepa;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Exchange.Tests.Sepa;

/// <summary>The file of payments keeps to the schema rules, whatever names people have.</summary>
public class CreditTransferTests
{
    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    [Fact]
    public void Two_payments_make_the_file_that_is_written_out_here()
    {
        // By hand, from the guidelines of the EPC.
        const string Expected = """
            <?xml version="1.0" encoding="utf-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
             <CstmrCdtTrfInitn>
              <GrpHdr>
               <MsgId>CER1P7</MsgId>
               <CreDtTm>2026-11-20T10:00:00</CreDtTm>
               <NbOfTxs>2</NbOfTxs>
               <CtrlSum>1234.57</CtrlSum>
               <InitgPty>
                <Nm>Comunita dell'Olmo + C.</Nm>
               </InitgPty>
              </GrpHdr>
              <PmtInf>
               <PmtInfId>CER1P7</PmtInfId>
               <PmtMtd>TRF</PmtMtd>
               <BtchBookg>true</BtchBookg>
               <NbOfTxs>2</NbOfTxs>
               <CtrlSum>1234.57</CtrlSum>
               <PmtTpInf>
                <SvcLvl>
                 <Cd>SEPA</Cd>
                </SvcLvl>
               </PmtTpInf>
               <ReqdExctnDt>
                <Dt>2026-11-23</Dt>
               </ReqdExctnDt>
               <Dbtr>
                <Nm>Comunita dell'Olmo + C.</Nm>
               </Dbtr>
               <DbtrAcct>
                <Id>
                 <IBAN>IT56B9999999999000000000001</IBAN>
                </Id>
               </DbtrAcct>
               <DbtrAgt>
                <FinInstnId>
                 <Othr>
                  <Id>NOTPROVIDED</Id>
                 </Othr>
                </FinInstnId>
               </DbtrAgt>
               <ChrgBr>SLEV</ChrgBr>
               <CdtTrfTxInf>
                <PmtId>
                 <InstrId>CER1P7N1</InstrId>
                 <EndToEndId>CER1P7N1</EndToEndId>
                </PmtId>
                <Amt>
                 <InstdAmt Ccy="EUR">1234.56</InstdAmt>
                </Amt>
                <Cdtr>
                 <Nm>Niccolo Gruss</Nm>
                </Cdtr>
                <CdtrAcct>
                 <Id>
                  <IBAN>IT33C9999999999000000000002</IBAN>
                 </Id>
                </CdtrAcct>
                <RmtInf>
                 <Ustrd>Olmo - incentivi</Ustrd>
                </RmtInf>
               </CdtTrfTxInf>
               <CdtTrfTxInf>
                <PmtId>
                 <InstrId>CER1P7N2</InstrId>
                 <EndToEndId>CER1P7N2</EndToEndId>
                </PmtId>
                <Amt>
                 <InstdAmt Ccy="EUR">0.01</InstdAmt>
                </Amt>
                <Cdtr>
                 <Nm>A/B</Nm>
                </Cdtr>
                <CdtrAcct>
                 <Id>
                  <IBAN>DE89370400440532013000</IBAN>
                 </Id>
                </CdtrAcct>
                <RmtInf>
                 <Ustrd>.</Ustrd>
                </RmtInf>
               </CdtTrfTxInf>
              </PmtInf>
             </CstmrCdtTrfInitn>
            </Document>
            """;
        var file = CreditTransferWriter.Write(Order(
            "Comunità dell’Olmo & C.",
            new("CER1P7N1", new(123456), "Niccolò Gruß", Iban.Parse("IT33C9999999999000000000002", null), "Olmo – incentivi"),
            new("CER1P7N2", new(1), "/A//B/", Iban.Parse("DE89370400440532013000", null), "")));
        Assert.Equal(Expected, System.Text.Encoding.UTF8.GetString(file));
        Check(file);
    }

    [Fact]
    public void Whatever_names_and_amounts_there_are_the_file_is_valid_and_its_sums_are_those_of_its_payments() => Prop.ForAll(
        (from names in ArbMap.Default.GeneratorFor<string>().NonEmptyListOf()
         from cents in Gen.Choose(1, int.MaxValue)
         select (names, cents)).ToArbitrary(),
        made =>
        {
            CreditTransfer[] transfers =
            [
                .. made.names.Select((name, place) => new CreditTransfer(
                    $"CER1P7N{place + 1}", new(made.cents + place), name ?? "", Iban.Parse("IT33C9999999999000000000002", null),
                    name ?? "")),
            ];
            var file = CreditTransferWriter.Write(Order(made.names[0] ?? "", transfers));
            Check(file);
            using var stream = new MemoryStream(file);
            var root = XDocument.Load(stream).Root!;
            var sum = root.Descendants(Pain + "InstdAmt").Sum(one => decimal.Parse(one.Value, CultureInfo.InvariantCulture));
            Assert.All(root.Descendants(Pain + "CtrlSum"), one =>
                Assert.Equal(sum, decimal.Parse(one.Value, CultureInfo.InvariantCulture)));
            Assert.All(root.Descendants(Pain + "NbOfTxs"), one => Assert.Equal(transfers.Length, int.Parse(one.Value, null)));
            Assert.Equal(file, CreditTransferWriter.Write(Order(made.names[0] ?? "", transfers)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_schema_refuses_what_a_bank_would_refuse()
    {
        var file = System.Text.Encoding.UTF8.GetString(CreditTransferWriter.Write(Order(
            "Olmo", new CreditTransfer("CER1P7N1", new(100), "Anna", Iban.Parse("IT33C9999999999000000000002", null), "x"))));
        foreach (var (from, to) in new[]
        {
            ("<ChrgBr>SLEV</ChrgBr>", ""), ("Ccy=\"EUR\"", "Ccy=\"USD\""), ("1.00</InstdAmt>", "1.001</InstdAmt>"),
            ("<Nm>Anna</Nm>", "<Nm>Nicolò</Nm>"), ("<EndToEndId>CER1P7N1", "<EndToEndId>CER1P7N1CER1P7N1CER1P7N1CER1P7N1CER1P7N1"),
            ("<Cd>SEPA</Cd>", "<Cd>URGP</Cd>"), ("2026-11-23", "23/11/2026"),
        })
        {
            Assert.Contains(from, file, StringComparison.Ordinal);
            Assert.Throws<XmlSchemaValidationException>(
                () => Check(System.Text.Encoding.UTF8.GetBytes(file.Replace(from, to, StringComparison.Ordinal))));
        }
    }

    private static CreditTransferOrder Order(string holder, params CreditTransfer[] transfers) => new()
    {
        Message = "CER1P7",
        MadeAt = Instant.FromUtc(2026, 11, 20, 9, 0),
        Day = new(2026, 11, 23),
        Holder = holder,
        Account = Iban.Parse("IT56B9999999999000000000001", null),
        Bic = null,
        Transfers = transfers,
    };

    private static string Ours => Path.Combine(AppContext.BaseDirectory, "sepa", "pain.001.001.09.xsd");

    /// <summary>By the rules of the EPC as written here, and by the schema as ISO has published it.</summary>
    private static void Check(byte[] file)
    {
        Check(file, PublishedSchema.Path("pain.001.001.09.xsd"));
        Check(file, Ours);
    }

    private static void Check(byte[] file, string path)
    {
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(path);
        schemas.Add(Pain.NamespaceName, schema);
        using var stream = new MemoryStream(file);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas });
        while (xml.Read())
        {
        }
    }
}
