// Command certs issues the certificates of the embedded cluster with the Go standard library.
//
// It reads a JSON list of requests from standard input and writes NAME.crt and NAME.key for each into the folder named
// by its argument, signed by ca.crt and ca.key there. The CA is made on the first run. Existing files are replaced.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// request asks for one certificate. A negative lifetime gives one that has expired already, for tests.
type request struct {
	Name          string   `json:"name"`
	CommonName    string   `json:"commonName"`
	Organizations []string `json:"organizations"`
	Hosts         []string `json:"hosts"`
	Minutes       int      `json:"minutes"`
}

type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "certs:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 2 {
		return errors.New("usage: certs FOLDER < requests.json")
	}
	folder := os.Args[1]
	var requests []request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		return err
	}
	ca, err := loadOrCreateAuthority(folder)
	if err != nil {
		return err
	}
	for _, r := range requests {
		if err := issue(folder, ca, r); err != nil {
			return fmt.Errorf("%s: %w", r.Name, err)
		}
	}
	return nil
}

func loadOrCreateAuthority(folder string) (*authority, error) {
	certificate, err := readPEM(filepath.Join(folder, "ca.crt"))
	if errors.Is(err, fs.ErrNotExist) {
		return createAuthority(folder)
	}
	if err != nil {
		return nil, err
	}
	key, err := readPEM(filepath.Join(folder, "ca.key"))
	if err != nil {
		return nil, err
	}
	ca := &authority{}
	if ca.certificate, err = x509.ParseCertificate(certificate); err != nil {
		return nil, err
	}
	ca.key, err = x509.ParseECPrivateKey(key)
	return ca, err
}

func createAuthority(folder string) (*authority, error) {
	template := certificate("palisade-embedded-ca", 365*24*60)
	template.IsCA = true
	template.BasicConstraintsValid = true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	key, der, err := sign(template, nil)
	if err != nil {
		return nil, err
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return &authority{parsed, key}, write(folder, "ca", key, der)
}

func issue(folder string, ca *authority, r request) error {
	template := certificate(r.CommonName, r.Minutes)
	template.Subject.Organization = r.Organizations
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	if len(r.Hosts) > 0 {
		template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	}
	for _, host := range r.Hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	key, der, err := sign(template, ca)
	if err != nil {
		return err
	}
	return write(folder, r.Name, key, der)
}

func certificate(commonName string, minutes int) *x509.Certificate {
	end := time.Now().Add(time.Duration(minutes) * time.Minute)
	start := time.Now().Add(-time.Minute)
	if end.Before(start) {
		start = end.Add(-time.Hour)
	}
	return &x509.Certificate{Subject: pkix.Name{CommonName: commonName}, NotBefore: start, NotAfter: end}
}

// sign makes a key and a certificate for it; without a CA the certificate signs itself.
func sign(template *x509.Certificate, ca *authority) (*ecdsa.PrivateKey, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	if template.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120)); err != nil {
		return nil, nil, err
	}
	if ca == nil {
		ca = &authority{template, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.certificate, &key.PublicKey, ca.key)
	return key, der, err
}

func write(folder, name string, key *ecdsa.PrivateKey, der []byte) error {
	encoded, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	if err := writePEM(filepath.Join(folder, name+".key"), "EC PRIVATE KEY", encoded); err != nil {
		return err
	}
	return writePEM(filepath.Join(folder, name+".crt"), "CERTIFICATE", der)
}

func writePEM(path, kind string, der []byte) error {
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}

func readPEM(path string) ([]byte, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(content)
	if block == nil {
		return nil, fmt.Errorf("%s holds no PEM block", path)
	}
	return block.Bytes, nil
}
