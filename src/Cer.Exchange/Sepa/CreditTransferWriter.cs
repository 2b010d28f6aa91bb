using System.Globalization;
using System.Text;
using System.Xml;
using Cer.Domain;
using NodaTime.Text;

namespace Cer.Exchange.Sepa;

/// <summary>Writes a SEPA credit transfer file, pain.001.001.09: one payment block, booked as one.</summary>
/// <remarks>
/// Source: ISO 20022 message definition report Payments Initiation; EPC 132-08, SCT customer-to-bank implementation guidelines 2023.
/// The same order gives the same bytes.
/// </remarks>
public static class CreditTransferWriter
{
    public const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private const int LongestName = 70;
    private const int LongestPurpose = 140;

    /// <exception cref="ArgumentException">The order has no transfers.</exception>
    public static byte[] Write(CreditTransferOrder order)
    {
        if (order.Transfers.Count == 0) throw new ArgumentException("Found no transfer, expected one at least.", nameof(order));
        using var stream = new MemoryStream();
        var form = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(stream, form))
        {
            xml.WriteStartElement("Document", Namespace);
            xml.WriteStartElement("CstmrCdtTrfInitn", Namespace);
            Header(xml, order);
            Block(xml, order);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Header(XmlWriter xml, CreditTransferOrder order)
    {
        xml.WriteStartElement("GrpHdr");
        xml.WriteElementString("MsgId", order.Message);
        xml.WriteElementString(
            "CreDtTm", LocalDateTimePattern.GeneralIso.Format(order.MadeAt.InZone(MarketHour.Rome).LocalDateTime));
        Sums(xml, order);
        xml.WriteStartElement("InitgPty");
        xml.WriteElementString("Nm", SepaText.Of(order.Holder, LongestName));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Block(XmlWriter xml, CreditTransferOrder order)
    {
        xml.WriteStartElement("PmtInf");
        xml.WriteElementString("PmtInfId", order.Message);
        xml.WriteElementString("PmtMtd", "TRF");
        xml.WriteElementString("BtchBookg", "true");
        Sums(xml, order);
        Nested(xml, "SEPA", "PmtTpInf", "SvcLvl", "Cd");
        Nested(xml, LocalDatePattern.Iso.Format(order.Day), "ReqdExctnDt", "Dt");
        Nested(xml, SepaText.Of(order.Holder, LongestName), "Dbtr", "Nm");
        Nested(xml, order.Account.Code, "DbtrAcct", "Id", "IBAN");
        if (order.Bic is { } bic) Nested(xml, bic, "DbtrAgt", "FinInstnId", "BICFI");
        else Nested(xml, "NOTPROVIDED", "DbtrAgt", "FinInstnId", "Othr", "Id");
        xml.WriteElementString("ChrgBr", "SLEV");
        foreach (var transfer in order.Transfers) Transfer(xml, transfer);
        xml.WriteEndElement();
    }

    private static void Transfer(XmlWriter xml, CreditTransfer transfer)
    {
        xml.WriteStartElement("CdtTrfTxInf");
        xml.WriteStartElement("PmtId");
        xml.WriteElementString("InstrId", transfer.EndToEnd);
        xml.WriteElementString("EndToEndId", transfer.EndToEnd);
        xml.WriteEndElement();
        xml.WriteStartElement("Amt");
        xml.WriteStartElement("InstdAmt");
        xml.WriteAttributeString("Ccy", "EUR");
        xml.WriteString(Euro(transfer.Amount));
        xml.WriteEndElement();
        xml.WriteEndElement();
        Nested(xml, SepaText.Of(transfer.Holder, LongestName), "Cdtr", "Nm");
        Nested(xml, transfer.Account.Code, "CdtrAcct", "Id", "IBAN");
        Nested(xml, SepaText.Of(transfer.Purpose, LongestPurpose), "RmtInf", "Ustrd");
        xml.WriteEndElement();
    }

    private static void Sums(XmlWriter xml, CreditTransferOrder order)
    {
        xml.WriteElementString("NbOfTxs", order.Transfers.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString(
            "CtrlSum", Euro(order.Transfers.Aggregate(Money.Zero, (sum, transfer) => sum + transfer.Amount)));
    }

    private static void Nested(XmlWriter xml, string text, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) xml.WriteStartElement(name);
        xml.WriteString(text);
        for (var i = 0; i < names.Length; i++) xml.WriteEndElement();
    }

    private static string Euro(Money amount) => amount.Eur.ToString("0.00", CultureInfo.InvariantCulture);
}
